using System.Text;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Logs;
using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>
/// Follows one task for one reader: waits at the log's grain and at the task's, and writes down whichever has news. It holds at most one
/// page of the log, and asks for the next when the reader has taken it.
/// </summary>
internal sealed partial class LogFollower(
    IGrainFactory grains, LogReader reader, IOptions<LogFollowOptions> options, TimeProvider time, ILogger<LogFollower> logger)
{
    private const int PageBytes = 256 * 1024;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    public async Task Follow(EventStream events, TaskView task, long fromSeq, CancellationToken cancel)
    {
        var state = new FollowState(task, fromSeq);
        await events.Send("phase", task.ToRest(state.Mark), WebJson.Context.TaskView);

        // The first look does not wait: for a task that is over it is the only one that is needed.
        var page = reader.Page(task.Id, fromSeq, PageBytes, TimeSpan.Zero);
        var change = Change(state.Task);
        while (true)
        {
            await Task.WhenAny(page, change).WaitAsync(cancel);
            if (page.IsCompleted)
            {
                await Took(events, state, page, cancel);
                page = reader.Page(task.Id, state.NextSeq, PageBytes, options.Value.KeepAlive);
            }

            if (change.IsCompleted)
            {
                await Changed(events, state, change, cancel);
                change = Change(state.Task);
            }

            if (state.IsComplete || (state.Task.Phase.IsTerminal() && time.GetElapsedTime(state.NewsAt) > options.Value.WaitForRest))
            {
                await events.Send("end", state.Task.ToRest(state.Mark), WebJson.Context.TaskView);
                return;
            }

            if (events.Silence >= options.Value.KeepAlive)
            {
                await events.KeepAlive();
            }
        }
    }

    /// <summary>A task that is over changes no more.</summary>
    private Task<TaskView?> Change(TaskView task) => task.Phase.IsTerminal()
        ? new TaskCompletionSource<TaskView?>().Task
        : grains.GetGrain<ITaskGrain>(task.Id).WaitForChange(task.Version, options.Value.KeepAlive);

    private async Task Took(EventStream events, FollowState state, Task<LogPage> reading, CancellationToken cancel)
    {
        if (await Result(reading, state, cancel) is not { } page)
        {
            return;
        }

        state.Saw(page, time.GetTimestamp());
        var records = new List<Api.LogRecord>();
        foreach (var batch in page.Batches)
        {
            records.AddRange(LogText.Records(batch, state.NextSeq, Encoding.UTF8));
        }

        if (records.Count > 0)
        {
            state.NextSeq = records[^1].Seq + 1;
            await events.Send("log", new Api.LogEvent(records), WebJson.Context.LogEvent, records[^1].Seq);
        }
    }

    private async Task Changed(EventStream events, FollowState state, Task<TaskView?> changing, CancellationToken cancel)
    {
        if (await Result(changing, state, cancel) is { } task && task.Version != state.Task.Version)
        {
            state.Saw(task, time.GetTimestamp());
            await events.Send("phase", task.ToRest(state.Mark), WebJson.Context.TaskView);
        }
    }

    /// <summary>A grain that cannot answer now is asked again; the reader sees a pause, and the keep-alive.</summary>
    private async Task<T?> Result<T>(Task<T> asked, FollowState state, CancellationToken cancel)
        where T : class?
    {
        try
        {
            return await asked;
        }
        catch (Exception failed)
        {
            LogFollowFailed(failed, state.Task.Id);
            await Task.Delay(PauseAfterFailure, time, cancel);
            return null;
        }
    }

    [LoggerMessage(3411, LogLevel.Warning, "Task {TaskId}: its log or state cannot be read for a follower now; asking again")]
    private partial void LogFollowFailed(Exception error, string taskId);
}
