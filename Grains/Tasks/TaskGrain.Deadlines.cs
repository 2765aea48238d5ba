using OrleansOps.Logs;

namespace OrleansOps.Tasks;

/// <summary>What the clock does to a task, and what a look at the clock repairs.</summary>
internal sealed partial class TaskGrain
{
    public async Task DeadlinePassed()
    {
        await _task.Load();
        var now = time.GetUtcNow();
        if (!_task.Exists)
        {
            await store.Forget(Id);   // a due time without its task
            Leave();
        }
        else if (Current.Phase.IsTerminal())
        {
            await LookAtEnd(now);
        }
        else if (TaskDeadlines.Passed(Current, now, Options) is { } happened)
        {
            await ExpireIfMeasured(happened);
        }
        else
        {
            await Remind();
            await _task.MoveDue();
        }
    }

    /// <summary>
    /// Due times go by the calendar, which somebody may set while a task runs, or while the server is down. So before a task that may be running
    /// is given up, its agent's grain says how long that has really lasted.
    /// </summary>
    private async Task ExpireIfMeasured(TaskEvent happened)
    {
        if (happened is TaskEvent.RunExpired or TaskEvent.GivenUp
            && TaskDeadlines.Left(Current, await Agent.PresenceFor(Id), Options) is var left && left > TimeSpan.Zero)
        {
            await Remind();
            await _task.MoveDue(left < Options.AcceptWithin ? left : Options.AcceptWithin);
            return;
        }

        await Expire(happened);
    }

    private async Task Remove()
    {
        await store.Forget(Id);
        if (Current.AcceptedAt is not null)
        {
            await GrainFactory.GetGrain<ILogSinkGrain>(Id).Forget();   // it may still take output, and would begin the log anew
        }

        Leave();
    }

    private async Task LookAtEnd(DateTimeOffset now)
    {
        if (now >= TaskDeadlines.Forget(Current, Options))
        {
            await Remove();
            return;
        }

        await _task.MoveDue();
        Leave();
    }

    private async Task Expire(TaskEvent happened)
    {
        LogDeadline(Id, happened, Current.Phase, Current.Attempt);
        if (happened == TaskEvent.Undelivered)
        {
            await Unheard(happened, TaskReasons.SentAgain(Current, TaskReasons.NotAccepted(Options)), inDoubt: true);
            return;
        }

        if (happened == TaskEvent.CancelExpired)
        {
            await Move(happened, Current with { Reason = TaskReasons.Unconfirmed(Current) });
            await Agent.SendCancel(Id, Current.Attempt, !Current.Phase.IsTerminal());
            return;
        }

        if (!await Lose(happened, Current, report: null))
        {
            return;
        }

        var wasOut = Current.IsOut;
        await Move(happened, Current with { Reason = TaskReasons.Verdict(Current, happened) });
        if (wasOut && happened == TaskEvent.RunExpired)
        {
            await Agent.SendCancel(Id, Current.Attempt, !Current.Phase.IsTerminal());
        }

        await Agent.Release(Id);
    }

    /// <summary>Calls to the agent's grain may be lost: while a task is not over it says now and then what it waits for.</summary>
    private Task Remind() => Current.Phase switch
    {
        TaskPhase.Queued => Enqueue(),
        TaskPhase.Running => Agent.Watch(Id),
        TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed => RemindCancel(),
        _ => Task.CompletedTask,
    };

    private async Task RemindCancel()
    {
        await Agent.SendCancel(Id, Current.Attempt, !Current.Phase.IsTerminal());
        await Agent.Watch(Id);
    }
}
