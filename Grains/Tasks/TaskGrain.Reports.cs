using OrleansOps.Health;

namespace OrleansOps.Tasks;

/// <summary>What the agent's grain asks and reports.</summary>
internal sealed partial class TaskGrain
{
    public async Task<DispatchOrder?> Dispatch(string agentId)
    {
        if (!await IsOf(agentId) || TaskTransitions.Next(Current.Phase, TaskEvent.Dispatched) is null)
        {
            return null;
        }

        // Sent already, and asked for again: the order was lost between here and the connection.
        var now = time.GetUtcNow();
        var next = Current.Phase == TaskPhase.Sent ? TaskAttempts.Over(Current, now, TaskReasons.LostOnTheWay, started: false) : Current;
        await Move(TaskEvent.Dispatched, next with { SentAt = now, InDoubt = true, Reason = null });
        return new DispatchOrder(Id, Current.Attempt, Current.Spec!);
    }

    public async Task<DispatchOrder?> SentOrder(string agentId) =>
        await IsOf(agentId) && Current.Phase == TaskPhase.Sent ? new DispatchOrder(Id, Current.Attempt, Current.Spec!) : null;

    public async Task Undelivered(int attempt)
    {
        await _task.Load();
        if (_task.Exists && attempt == Current.Attempt && Current.Phase == TaskPhase.Sent)
        {
            await Unheard(TaskEvent.Undelivered, TaskReasons.SentAgain(Current, TaskReasons.ConnectionLost), inDoubt: true);
        }
    }

    public async Task<ReportStatus> Accepted(string agentId, int attempt)
    {
        if (!await IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (TaskAttempts.IsOver(Current, attempt))
        {
            return ReportStatus.Ignored;   // it answers a new order with what it still holds of an old attempt
        }

        if (Current.AcceptedAt is not null && !Current.Phase.IsTerminal())
        {
            return await AcceptedBefore(attempt);
        }

        if (Current.Phase == TaskPhase.Sent && attempt == Current.Attempt)
        {
            HoldAcceptance(attempt);
            return ReportStatus.Stored;
        }

        if (TaskTransitions.Next(Current.Phase, TaskEvent.Accepted) is not null)
        {
            await Move(TaskEvent.Accepted, Taken(attempt) with { Reason = null });
            return ReportStatus.Stored;
        }

        return await AcceptedTooLate(attempt);
    }

    public async Task<ReportStatus> Refused(string agentId, int attempt, bool retry, string reason)
    {
        if (!await IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (Current.Phase is TaskPhase.Rejected or TaskPhase.Cancelled)
        {
            return ReportStatus.Stored;   // said again, because nobody knew whether it was: its slot is free
        }

        if (TaskReports.Refused(Current, attempt, retry) is not { } happened || TaskTransitions.Next(Current.Phase, happened) is not { } next)
        {
            return ReportStatus.Ignored;
        }

        if (next == TaskPhase.Queued)
        {
            await BackToQueue(happened, TaskReasons.RefusedForNow(Current, reason), inDoubt: false, unheard: 0);
            return ReportStatus.Stored;
        }

        var text = next == TaskPhase.Cancelled ? TaskReasons.CancelledUnaccepted(Current) : TaskReasons.RefusedForGood(Current, reason);
        await Move(happened, Current with { InDoubt = false, Reason = text });
        return ReportStatus.Stored;
    }

    public async Task<ReportStatus> Ended(string agentId, TaskResult result)
    {
        if (!await IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (IsSame(Current.Result, result) || TaskAttempts.Knows(Current, result.MessageId))
        {
            if (Current.Result is { } stored && IsSame(stored, result) && stored != result)
            {
                LogChangedResult(Id, result.MessageId);
            }

            return ReportStatus.Stored;
        }

        if (Current.Phase.IsTerminal())
        {
            return await EndedLate(result);
        }

        if (!TaskReports.MayDecide(Current, result.Attempt))
        {
            return await EndedLate(result);   // a newer attempt was started since
        }

        var happened = TaskReports.Ended(result);
        if (happened == TaskEvent.OutcomeUnknown && !await Lose(happened, Taken(result.Attempt), result))
        {
            return ReportStatus.Stored;
        }

        await Move(happened, Taken(result.Attempt) with { Result = result, Reason = ResultReasons.Of(Current, result) });
        return ReportStatus.Stored;
    }

    /// <summary>
    /// The end of a short task follows its acceptance at once, so the two are stored together; a longer one's is stored a moment later. A crash
    /// between loses nothing that a lost message could not: the task is Sent in the store, and the agent names it in its next session, or
    /// answers the repeated order with the attempt that it holds (ADR 9).
    /// </summary>
    private void HoldAcceptance(int attempt)
    {
        _task.Hold(Next(TaskEvent.Accepted, Taken(attempt) with { Reason = null })!);
        _lag = this.RegisterGrainTimer(StoreAcceptance, new GrainTimerCreationOptions(Options.AcceptanceLag, Timeout.InfiniteTimeSpan));
    }

    private async Task StoreAcceptance()
    {
        _lag?.Dispose();
        try
        {
            await _task.StoreHeld();
        }
        catch (StoreUnavailableException failure)
        {
            LogAcceptanceLost(failure, Id);
        }
    }

    private async Task<ReportStatus> AcceptedBefore(int attempt)
    {
        if (attempt > Current.Attempt)
        {
            await _task.Store(Current with { Attempt = attempt });
        }

        return attempt < Current.Attempt ? ReportStatus.Ignored : ReportStatus.Stored;
    }

    /// <summary>Cancelling, or over. The agent has the task now, so it is told (again) to end what the operator wanted ended.</summary>
    private async Task<ReportStatus> AcceptedTooLate(int attempt)
    {
        var open = !Current.Phase.IsTerminal();
        if (open)
        {
            await _task.Store(Taken(attempt));
        }

        if (MustNotRun)
        {
            await Agent.SendCancel(Id, attempt, open);
        }

        return open ? ReportStatus.Stored : ReportStatus.Ignored;
    }

    private async Task<ReportStatus> EndedLate(TaskResult result)
    {
        if (IsSame(Current.LateResult, result))
        {
            return ReportStatus.StoredLate;
        }

        if (Current.Result?.Attempt == result.Attempt || Current.LateResult is not null)
        {
            LogSecondResult(Id, result.MessageId);
            return ReportStatus.Ignored;
        }

        await _task.Store(Current with { LateResult = result });
        return ReportStatus.StoredLate;
    }

    /// <summary>An order stayed without an answer.</summary>
    private async Task Unheard(TaskEvent happened, Said reason, bool inDoubt)
    {
        if (TaskAttempts.Unheard(Current, happened, Options) == TaskEvent.Quarantined)
        {
            await Move(TaskEvent.Quarantined, Current with { InDoubt = inDoubt, Reason = TaskReasons.Quarantined(Current, reason) });
            await Agent.Release(Id);
            return;
        }

        await BackToQueue(happened, reason, inDoubt, Current.Unheard + 1);
    }

    private async Task BackToQueue(TaskEvent happened, Said reason, bool inDoubt, int unheard)
    {
        var next = TaskAttempts.Over(Current, time.GetUtcNow(), reason, started: false);
        await Move(happened, next with { InDoubt = inDoubt, Unheard = unheard, Reason = reason });
        await Enqueue();
    }

    /// <summary>What was said to be ended or never to have run must not run; what was given up as lost may: its report is still wanted.</summary>
    private bool MustNotRun =>
        Current.Phase is TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed or TaskPhase.Cancelled or TaskPhase.Rejected;

    private TaskState Taken(int attempt) => TaskAttempts.Taken(Current, attempt, time.GetUtcNow());

    private async ValueTask<bool> IsOf(string agentId)
    {
        await _task.Load();
        return _task.Exists && string.Equals(Current.Spec!.AgentId, agentId, StringComparison.Ordinal);
    }

    private static bool IsSame(TaskResult? stored, TaskResult reported) =>
        string.Equals(stored?.MessageId, reported.MessageId, StringComparison.Ordinal);
}
