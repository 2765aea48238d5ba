using OrleansOps.Logs;

namespace OrleansOps.Tasks;

/// <summary>What the agent's coming and going means: a new session compares, a lost one leaves its tasks waiting.</summary>
internal sealed partial class TaskGrain
{
    public async Task<ReconcileVerdict> Reconcile(string agentId, HeldTask? held)
    {
        if (!await IsOf(agentId))
        {
            return ReconcileVerdict.Unknown;
        }

        if (held is null || TaskAttempts.IsOver(Current, held.Attempt))
        {
            await NotNamed();
        }
        else if (!Current.Phase.IsTerminal())
        {
            await Held(held);
        }

        return Verdict(held);
    }

    public async Task AgentGone(DateTimeOffset since)
    {
        await _task.Load();
        if (!_task.Exists)
        {
            return;
        }

        if (Current.Phase == TaskPhase.Sent)
        {
            await Unheard(TaskEvent.Undelivered, TaskReasons.SentAgain(Current, TaskReasons.ConnectionLost), inDoubt: true);
        }
        else if (Current is { IsOut: true, GoneSince: null })
        {
            await _task.Store(Current with { GoneSince = since, Reason = TaskReasons.Gone(Current, since, Options) });
        }
    }

    public async Task AgentBack()
    {
        await _task.Load();
        if (_task.Exists && Current is { IsOut: true, GoneSince: not null })
        {
            await _task.Store(Current with { GoneSince = null, Reason = Current.Phase == TaskPhase.Running ? null : TaskReasons.Cancelling(Current) });
        }
    }

    public async Task Follow()
    {
        await GrainFactory.GetGrain<ILogSinkGrain>(Id).Follow();
        if (_repeat is null)
        {
            _task.ReleaseWaiters();   // they would hold it here for as long as they wait; they ask again, there
            MigrateOnIdle();
        }
    }

    private async Task Held(HeldTask held)
    {
        if (TaskTransitions.Next(Current.Phase, TaskEvent.Accepted) is not null)
        {
            await Move(TaskEvent.Accepted, Taken(held.Attempt) with { Reason = null });
        }
        else if (Current.GoneSince is not null || Current.AcceptedAt is null || held.Attempt > Current.Attempt)
        {
            var reason = Current.Phase == TaskPhase.Running ? null : TaskReasons.Cancelling(Current);
            await _task.Store(Taken(Math.Max(held.Attempt, Current.AcceptedAt is null ? 0 : Current.Attempt)) with { Reason = reason });
        }
    }

    private async Task NotNamed()
    {
        var happened = TaskReports.NotNamed(Current);
        switch (TaskTransitions.Next(Current.Phase, happened))
        {
            case TaskPhase.Queued:
                await Unheard(happened, TaskReasons.Waits(Current.Spec!), inDoubt: false);
                break;
            case TaskPhase.Cancelled:
                await Move(happened, Current with { InDoubt = false, Reason = TaskReasons.CancelledUnaccepted(Current) });
                break;
            case TaskPhase.Lost when await Lose(happened, Current, report: null):
                await Move(happened, Current with { Reason = TaskReasons.Verdict(Current, happened) });
                break;
            case null when Current.Phase == TaskPhase.Queued:
                await QueuedAfterAll();
                break;
        }
    }

    /// <summary>The agent does not have it, so an order that may have arrived did not.</summary>
    private async Task QueuedAfterAll()
    {
        if (Current.InDoubt)
        {
            await _task.Store(Current with { InDoubt = false, Reason = TaskReasons.Waits(Current.Spec!) });
        }

        await Enqueue();
    }

    private ReconcileVerdict Verdict(HeldTask? held) => Current.Phase switch
    {
        TaskPhase.Queued => ReconcileVerdict.Queued,
        TaskPhase.Sent or TaskPhase.Running => ReconcileVerdict.Running,
        _ when held is { Ended: false } && MustNotRun => ReconcileVerdict.Cancel,
        TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed => ReconcileVerdict.Running,
        _ => ReconcileVerdict.Over,
    };
}
