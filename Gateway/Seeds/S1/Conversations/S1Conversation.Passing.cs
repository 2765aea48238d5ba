using Microsoft.AspNetCore.SignalR;
using OrleansOps.Protocol;
using OrleansOps.Seeds.S1.Wire;
using OrleansOps.Sockets.Messages;
using LogMark = OrleansOps.Protocol.LogMark;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>What goes on from here to the log and to the agent's grain.</summary>
internal sealed partial class S1Conversation
{
    /// <summary>How far a log is stored, and which messages are in it.</summary>
    public async Task<(LogMark Mark, IReadOnlyList<string> Names)> Ask(S1TaskId task)
    {
        var mark = await _services.Logs.Resume(_socket, new LogQuestion(task.TaskId, task.Attempt));
        return (mark, mark.IsClosed ? [] : await _services.Logs.Messages(_socket, task.TaskId));
    }

    public Task Publish(LogBatch batch, string name) => _services.Logs.Publish(_socket, batch, name);

    /// <summary>The end, with what the log has of the task. It is acknowledged when it is stored (<see cref="Settled"/>).</summary>
    public void Ended(S1TaskId task, string messageId, S1Result result, LogMark place)
    {
        var ended = S1Results.Ended(task, messageId, result, place.StdoutOffset, place.StderrOffset, Time.GetUtcNow())!;
        try
        {
            _services.Reports.Ended(_socket, TaskMessages.Checked(ended));
        }
        catch (HubException refused)
        {
            LogNotTaken(AgentId, task.TaskId, refused.Message);   // it comes again
        }

        lock (_adding)
        {
            if (_outputs.TryGetValue(task, out var output) && output.IsIdle)
            {
                _outputs.TryRemove(task, out _);   // whatever comes after all begins with a question
            }
        }
    }

    public Task EnterWindow() => _window.WaitAsync(Gone);

    public void LeaveWindow() => _window.Release();

    /// <summary>So many bytes of lines wait here, or no longer do.</summary>
    public void Took(int bytes)
    {
        if (Interlocked.Add(ref _waiting, bytes) <= MostWaiting && bytes < 0)
        {
            Interlocked.Exchange(ref _taken, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    public void Unwanted(S1TaskId task)
    {
        _services.Meter.Refused("s1-unknown-task");
        LogUnwanted(AgentId, task.TaskId);
    }

    public void NotAsked(S1TaskId task, Exception failed) => LogNotAsked(AgentId, task.TaskId, failed.Message);

    /// <summary>The agent sends again, on its next connection, what was not acknowledged.</summary>
    public void Broken(S1TaskId task, Exception failed)
    {
        LogBroken(failed, AgentId, task.TaskId);
        Abort();
    }
}
