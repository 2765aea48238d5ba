using Microsoft.AspNetCore.SignalR;
using OrleansOps.Protocol;
using OrleansOps.Sockets.Messages;
using LogMark = OrleansOps.Protocol.LogMark;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What goes on from here to the log and to the agent's grain.</summary>
internal sealed partial class SeedConversation
{
    /// <summary>How far a log is stored, and which messages are in it.</summary>
    public async Task<(LogMark Mark, IReadOnlyList<string> Names)> Ask(SeedTaskId task)
    {
        var mark = await _services.Logs.Resume(_socket, new LogQuestion(task.TaskId, task.Attempt));
        return (mark, mark.IsClosed ? [] : await _services.Logs.Messages(_socket, task.TaskId));
    }

    public Task Publish(LogBatch batch, string name) => _services.Logs.Publish(_socket, batch, name);

    /// <summary>The end, with what the log has of the task. It is acknowledged when it is stored (<see cref="Settled"/>).</summary>
    /// <param name="held">Told when it is held here, or its agent holds it.</param>
    public void Ended(SeedTaskId task, TaskEnded end, LogMark place, Action held)
    {
        var ended = end with { StdoutBytes = place.StdoutOffset, StderrBytes = place.StderrOffset };
        if (!_words.SaysAgain)
        {
            _unsettled[task] = new SeedEnd(ended, Time.GetTimestamp());
        }

        held();
        PassOn(ended);
        Forget(task);
    }

    private void PassOn(TaskEnded ended)
    {
        try
        {
            _services.Reports.Ended(_socket, TaskMessages.Checked(ended));
        }
        catch (HubException refused)
        {
            LogNotTaken(_words.System, AgentId, ended.TaskId, refused.Message);   // it comes again
        }
    }

    public Task EnterWindow() => _window.WaitAsync(Gone);

    public void LeaveWindow() => _window.Release();

    /// <summary>So many bytes of lines wait here, or no longer do.</summary>
    public void Took(int bytes)
    {
        if (Interlocked.Add(ref _waiting, bytes) <= MostWaiting && bytes < 0)
        {
            MakeRoom();
        }
    }

    private void MakeRoom() => Interlocked.Exchange(ref _taken, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Whatever comes of the task after all begins with a question.</summary>
    private void Forget(SeedTaskId task)
    {
        lock (_adding)
        {
            if (_outputs.TryGetValue(task, out var output) && output.IsIdle)
            {
                _outputs.TryRemove(task, out _);
            }
        }
    }

    public void Unwanted(SeedTaskId task)
    {
        _services.Meter.Refused($"{Prefix}-unknown-task");
        LogUnwanted(_words.System, AgentId, task.TaskId);
        Forget(task);
    }

    public void NotAsked(SeedTaskId task, Exception failed) => LogNotAsked(_words.System, AgentId, task.TaskId, failed.Message);

    /// <summary>The agent sends again, on its next connection, what was not acknowledged.</summary>
    public void Broken(SeedTaskId task, Exception failed)
    {
        LogBroken(failed, _words.System, AgentId, task.TaskId);
        Abort();
    }
}
