namespace OrleansOps.Tasks;

/// <summary>What the clock does to a task, and what a look at the clock repairs.</summary>
internal sealed partial class TaskGrain
{
    public async Task DeadlinePassed()
    {
        if (!_task.Exists)
        {
            await index.Forget(Id);   // its submission was cut off before it was stored
            Leave();
            return;
        }

        if (Current.Phase.IsTerminal() && time.GetUtcNow() >= TaskDeadlines.Forget(Current, Options))
        {
            await storage.ClearStateAsync();
            await index.Forget(Id);
            Leave();
            return;
        }

        if (TaskDeadlines.Passed(Current, time.GetUtcNow(), Options) is { } happened)
        {
            await Expire(happened);
        }
        else
        {
            await Remind();
        }

        if (await TryAnnounce() && Current.Phase.IsTerminal())
        {
            Leave();
        }
    }

    private async Task Expire(TaskEvent happened)
    {
        LogDeadline(Id, happened, Current.Phase, Current.Attempt);
        if (happened == TaskEvent.Undelivered)
        {
            await BackToQueue(happened, TaskReasons.SentAgain(Current, TaskReasons.NotAccepted(Options)), inDoubt: true);
            return;
        }

        if (happened == TaskEvent.CancelExpired)
        {
            await Move(happened, Current with { Reason = TaskReasons.Unconfirmed(Current) });
            await Agent.SendCancel(Id, Current.Attempt);
            return;
        }

        var wasOut = Current.IsOut;
        await Move(happened, Current with { Reason = TaskReasons.Verdict(Current, happened) });
        if (wasOut && happened == TaskEvent.RunExpired)
        {
            await Agent.SendCancel(Id, Current.Attempt);
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
        await Agent.SendCancel(Id, Current.Attempt);
        await Agent.Watch(Id);
    }
}
