using System.Diagnostics;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Agents;

/// <summary>Tasks: waiting, sending, reporting.</summary>
internal sealed partial class AgentGrain
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Task> _sending = [];

    private IGrainTimer? _retry;

    public async Task<ReportStatus> Accepted(long epoch, string taskId, int attempt)
    {
        if (Speaking(epoch) is null)
        {
            return ReportStatus.Superseded;
        }

        var status = await TaskOf(taskId).Accepted(Id, attempt);
        if (status == ReportStatus.Stored && _pending.Remove(taskId))
        {
            _slots.Take(taskId, attempt);   // it was thought to wait here, and is there
        }

        return status;
    }

    public async Task<ReportStatus> Refused(long epoch, string taskId, int attempt, bool retry, string reason)
    {
        if (Speaking(epoch) is not { } session)
        {
            return ReportStatus.Superseded;
        }

        if (retry)
        {
            Pause(session, Options.RefusalPause);   // before the task is back in the queue
        }

        var status = await TaskOf(taskId).Refused(Id, attempt, retry, reason);
        if (status == ReportStatus.Stored)
        {
            _slots.Free(taskId, retry ? attempt : int.MaxValue);   // for now, too: it is in the queue again, or over because it was to be cancelled
            Pump();
        }

        return status;
    }

    public async Task<ReportStatus> Ended(long epoch, string taskId, TaskResult result)
    {
        if (Speaking(epoch) is null)
        {
            return ReportStatus.Superseded;
        }

        var status = await TaskOf(taskId).Ended(Id, result);
        if (_sending.TryGetValue(taskId, out var sending))
        {
            // A newer order of this task is being written to the socket. The agent may forget the task only after it has seen that order
            // and refused it, so the answer waits: the other way round it would run again.
            await sending;
        }

        if (status is not (ReportStatus.Superseded or ReportStatus.Ignored))
        {
            _pending.Remove(taskId);
            _slots.Free(taskId);
            Pump();
            Show();
        }

        return status;
    }

    public Task Enqueue(string taskId, DateTimeOffset submittedAt, int attempt)
    {
        if (_slots.IsNews(taskId, attempt))
        {
            _slots.Free(taskId);
            _pending.Add(taskId, submittedAt);
            Pump();
            ShowQueue();
        }

        return Task.CompletedTask;
    }

    public Task Release(string taskId)
    {
        _pending.Remove(taskId);
        _slots.Free(taskId);
        Pump();
        ShowQueue();
        return Task.CompletedTask;
    }

    public async Task SendCancel(string taskId, int attempt, bool isOpen)
    {
        if (_pending.Remove(taskId) || (isOpen && !_slots.Holds(taskId)))
        {
            _slots.Take(taskId, attempt);   // an earlier order may have arrived: it is not to be sent, and not to be forgotten
        }

        if (_session is { } session)
        {
            await Tell(session, connection => connection.Cancel(taskId, attempt));
        }
    }

    public async Task Watch(string taskId)
    {
        if (_session is null)
        {
            await TaskOf(taskId).AgentGone(_goneSince ?? time.GetUtcNow());
        }
        else if (_session.Open)
        {
            await TaskOf(taskId).AgentBack();
        }
    }

    public Task<TaskSight> Sight(string taskId) => Task.FromResult(_session switch
    {
        null => new TaskSight(IsThere: false, time.GetElapsedTime(_goneAt)),
        { Open: false } => new TaskSight(IsThere: false, TimeSpan.Zero),   // it is back, and says in a moment what it has
        _ => new TaskSight(IsThere: true, _slots.Age(taskId) ?? TimeSpan.MaxValue),
    });

    /// <summary>Sends what waits while there are free slots. Orders are fetched and sent side by side.</summary>
    private void Pump()
    {
        while (_session is { Open: true } session
            && HasRoom(session)
            && _pending.Take() is { } next)
        {
            _slots.Take(next.TaskId, Slots.AttemptUnknown);
            Watch(next.TaskId, Send(session, next.TaskId, next.SubmittedAt));
        }
    }

    private bool HasRoom(LiveSession session) => !session.IsPaused && !_leaving && !Agent.Draining && _slots.Count < session.Slots;

    private void Watch(string taskId, Task sending)
    {
        if (!sending.IsCompleted)
        {
            sending = _sending.TryGetValue(taskId, out var before) ? Task.WhenAll(before, sending) : sending;
            _sending[taskId] = sending;
            _ = LeaveAfter(taskId, sending);
        }
    }

    /// <summary>The next order of the task may be on its way by then: that one stays.</summary>
    private async Task LeaveAfter(string taskId, Task sending)
    {
        await sending;
        if (_sending.GetValueOrDefault(taskId) == sending)
        {
            _sending.Remove(taskId);
        }
    }

    private async Task Send(LiveSession session, string taskId, DateTimeOffset submittedAt)
    {
        Activity.Current = null;   // what made room is mostly the end of another task, and this is no part of its trace
        DispatchOrder? order = null;
        try
        {
            order = await TaskOf(taskId).Dispatch(Id);
            if (order is null)
            {
                _slots.Free(taskId);   // nothing to send any more
                Pump();
                return;
            }

            await Deliver(session, order);
        }
        catch (Exception failure)
        {
            AskAgain(session, taskId, submittedAt, failure, order?.Spec);
        }
    }

    private async Task Deliver(LiveSession session, DispatchOrder order)
    {
        using var span = Traces.Start("send", order.Spec.TraceParent);
        _slots.Take(order.TaskId, order.Attempt);
        if (_session != session || !await Tell(session, connection => connection.Run(order)))
        {
            await TaskOf(order.TaskId).Undelivered(order.Attempt);
        }
    }

    /// <summary>The store or the task's silo does not answer. The task knows whether it was sent, so it is asked again.</summary>
    private void AskAgain(LiveSession session, string taskId, DateTimeOffset submittedAt, Exception failure, TaskSpec? spec)
    {
        using var trace = Traces.Carry(spec?.TraceParent);
        LogSendFailed(failure, taskId, Id);
        _slots.Free(taskId);
        _pending.Add(taskId, submittedAt);
        Pause(session, FailurePause);
    }

    /// <summary>Says something to the agent. A connection that does not take it in time is lost.</summary>
    private async Task<bool> Tell(LiveSession session, Func<IAgentConnection, Task> say)
    {
        try
        {
            await say(session.Connection).WaitAsync(Options.SendWithin, time);
            return true;
        }
        catch (Exception failure)   // the socket is gone, or its gateway is, or it does not read
        {
            LogTellFailed(failure, Id, session.Epoch);
            await Lost(session, Losses.Deaf);
            return false;
        }
    }

    private void Pause(LiveSession session, TimeSpan pause)
    {
        session.Pause(pause);
        _retry?.Dispose();
        _retry = this.RegisterGrainTimer(
            () =>
            {
                Pump();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private ITaskGrain TaskOf(string taskId) => GrainFactory.GetGrain<ITaskGrain>(taskId);
}
