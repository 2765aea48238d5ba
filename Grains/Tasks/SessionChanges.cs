namespace OrleansOps.Tasks;

/// <summary>What the agent's coming and going means: a new session compares, a lost one leaves its tasks waiting.</summary>
internal sealed class SessionChanges(GrainScope grain, StoredTask task, TaskMoves moves, TaskRetries retries, HostOfTask host, LockOfTask itsLock, TaskOptions options)
{
    public async Task<ReconcileVerdict> Reconcile(string agentId, HeldTask? held)
    {
        if (!await task.IsOf(agentId))
        {
            return ReconcileVerdict.Unknown;
        }

        if (held is { Unsaid: true })
        {
            await MayBeThere();
            return TaskReports.Verdict(task.Now, held: null);
        }

        if (held is null || TaskAttempts.IsOver(task.Now, held.Attempt))
        {
            await NotNamed();   // an attempt that is over is held for the rest of its output alone
        }
        else if (!task.Now.Phase.IsTerminal())
        {
            await Held(held);
        }

        return TaskReports.Verdict(task.Now, held);
    }

    public async Task Gone(DateTimeOffset since)
    {
        await task.Load();
        if (!task.Exists)
        {
            return;
        }

        if (task.Now.Phase == TaskPhase.Sent)
        {
            // The order may have arrived, and its answer been lost with the connection: the agent's next list tells.
            await retries.Unanswered(TaskEvent.Undelivered, TaskReasons.SentAgain(task.Now, TaskReasons.ConnectionLost), inDoubt: true);
        }
        else if (task.Now is { IsOut: true, GoneSince: null })
        {
            await task.Store(task.Now with { GoneSince = since, Reason = TaskReasons.Gone(task.Now, since, options) });
        }
    }

    public async Task Back()
    {
        await task.Load();
        if (task.Exists && task.Now is { IsOut: true, GoneSince: not null })
        {
            await task.Store(task.Now with { GoneSince = null, Reason = ReasonOfOneThatIsThere });
        }
    }

    private Said? ReasonOfOneThatIsThere => task.Now.Phase == TaskPhase.Running ? null : TaskReasons.Cancelling(task.Now);

    private async Task Held(HeldTask held)
    {
        if (TaskTransitions.Next(task.Now.Phase, TaskEvent.Accepted) is not null)
        {
            await moves.Move(TaskEvent.Accepted, Taken(held.Attempt) with { Reason = null });
        }
        else if (task.Now.GoneSince is not null || task.Now.AcceptedAt is null || held.Attempt > task.Now.Attempt)
        {
            await task.Store(Taken(Math.Max(held.Attempt, task.Now.AcceptedAt is null ? 0 : task.Now.Attempt)) with { Reason = ReasonOfOneThatIsThere });
        }
    }

    /// <summary>Nobody can say whether the agent has it. To send it again might run it twice, so it counts as there: it reports, or its time is over one day.</summary>
    private async Task MayBeThere()
    {
        if (task.Now.Phase == TaskPhase.Sent)
        {
            await moves.Move(TaskEvent.Accepted, Taken(task.Now.Attempt) with { Reason = null });
        }
        else
        {
            await Back();
        }
    }

    private async Task NotNamed()
    {
        var happened = TaskReports.NotNamed(task.Now);
        switch (TaskTransitions.Next(task.Now.Phase, happened))
        {
            case TaskPhase.Queued:
                // What an agent does not name it does not have: the order never arrived.
                await retries.Unanswered(happened, TaskReasons.Waits(task.Now.Spec!), inDoubt: false);
                break;
            case TaskPhase.Cancelled:
                await moves.Move(happened, task.Now with { InDoubt = false, Reason = TaskReasons.CancelledUnaccepted(task.Now) });
                break;
            case TaskPhase.Lost when !await retries.RetryLost(happened, task.Now, report: null):
                await moves.Move(happened, task.Now with { KnownGone = true, Reason = TaskReasons.Verdict(task.Now, happened) });
                break;
            case null when task.Now.Phase == TaskPhase.Queued:
                await QueuedAfterAll();
                break;
            case null when task.Now.MayRunOn:
                await task.Store(task.Now with { KnownGone = true });
                await itsLock.LookAtEnd();
                break;
        }
    }

    /// <summary>The agent does not have it, so an order that may have arrived did not.</summary>
    private async Task QueuedAfterAll()
    {
        if (task.Now.InDoubt)
        {
            await task.Store(task.Now with { InDoubt = false, Reason = TaskReasons.Waits(task.Now.Spec!) });
        }

        await host.Enqueue();
    }

    private TaskState Taken(int attempt) => TaskAttempts.Taken(task.Now, attempt, grain.Time.GetUtcNow());
}
