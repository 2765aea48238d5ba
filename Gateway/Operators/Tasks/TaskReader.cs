using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Reads tasks together with how far their log is stored, and waits for them.</summary>
internal sealed class TaskReader(IGrainFactory grains, TraceLink traces, TimeProvider time)
{
    /// <summary>The task when it is over and its whole output is stored, or as it is when the time is over.</summary>
    public async Task<TaskView?> Wait(string id, TaskView? task, int seconds, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var limit = TimeSpan.FromSeconds(seconds);
        while (task is not null && !task.Phase.IsTerminal() && limit - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            cancel.ThrowIfCancellationRequested();
            task = await grains.GetGrain<ITaskGrain>(id).WaitForEnd(left).WaitAsync(cancel);
        }

        if (seconds > 0 && task?.Phase.IsTerminal() == true && task.MayHaveLog())
        {
            await WaitForLog(task, () => limit - time.GetElapsedTime(start), cancel);
        }

        return task;
    }

    private async Task WaitForLog(TaskView task, Func<TimeSpan> left, CancellationToken cancel)
    {
        var sink = grains.GetGrain<ILogSinkGrain>(task.Id);
        var page = await sink.Read(long.MaxValue, maxBytes: 1, TimeSpan.Zero);
        while (!task.HasWholeLog(page.Mark) && left() is var rest && rest > TimeSpan.Zero)
        {
            page = await sink.Read(page.NextSeq, maxBytes: 1, rest).WaitAsync(cancel);
        }
    }

    public async Task<Api.TaskView> Show(TaskView task)
    {
        var shown = task.ToRest(task.MayHaveLog() ? await Mark(task.Id) : null);
        return shown with { TraceLink = traces.To(shown.TraceId) };
    }

    /// <summary>How far the log is stored. Asking from beyond its end brings no batches along.</summary>
    private async Task<LogMark?> Mark(string id) =>
        (await grains.GetGrain<ILogSinkGrain>(id).Read(long.MaxValue, maxBytes: 1, TimeSpan.Zero)).Mark;
}
