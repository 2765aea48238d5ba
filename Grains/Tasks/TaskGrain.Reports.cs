namespace OrleansOps.Tasks;

/// <summary>What the agent's grain asks and reports.</summary>
internal sealed partial class TaskGrain
{
    public async Task<DispatchOrder?> Dispatch(string agentId)
    {
        if (!IsOf(agentId) || TaskTransitions.Next(Current.Phase, TaskEvent.Dispatched) is null)
        {
            return null;
        }

        // Sent already, and asked for again: the order was lost between here and the connection.
        var attempt = Current.Phase == TaskPhase.Sent ? Current.Attempt + 1 : Current.Attempt;
        await Move(TaskEvent.Dispatched, Current with { Attempt = attempt, SentAt = time.GetUtcNow(), InDoubt = true, Reason = null });
        return new DispatchOrder(Id, attempt, Current.Spec!);
    }

    public async Task Undelivered(int attempt, string reason)
    {
        if (_task.Exists && attempt == Current.Attempt && Current.Phase == TaskPhase.Sent)
        {
            await BackToQueue(TaskEvent.Undelivered, TaskReasons.SentAgain(Current, reason), inDoubt: true);
        }
    }

    public async Task<ReportStatus> Accepted(string agentId, int attempt)
    {
        if (!IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (Current.AcceptedAt is not null && !Current.Phase.IsTerminal())
        {
            return await AcceptedBefore(attempt);
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
        if (!IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (TaskReports.Refused(Current, attempt, retry) is not { } happened || TaskTransitions.Next(Current.Phase, happened) is not { } next)
        {
            return ReportStatus.Ignored;
        }

        if (next == TaskPhase.Queued)
        {
            await BackToQueue(happened, TaskReasons.RefusedForNow(Current, reason), inDoubt: false);
            return ReportStatus.Stored;
        }

        var text = next == TaskPhase.Cancelled ? TaskReasons.CancelledUnaccepted(Current) : TaskReasons.RefusedForGood(Current, reason);
        await Move(happened, Current with { InDoubt = false, Reason = text });
        return ReportStatus.Stored;
    }

    public async Task<ReportStatus> Ended(string agentId, TaskResult result)
    {
        if (!IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (IsSame(Current.Result, result))
        {
            return ReportStatus.Stored;
        }

        if (Current.Phase.IsTerminal())
        {
            return await EndedLate(result);
        }

        if (!TaskReports.MayDecide(Current, result.Attempt))
        {
            LogOldResult(Id, result.Attempt, Current.Attempt);
            return ReportStatus.Ignored;
        }

        await Move(TaskReports.Ended(result), Taken(result.Attempt) with { Result = result, Reason = ResultReasons.Of(Current, result) });
        return ReportStatus.Stored;
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
            await Agent.SendCancel(Id, attempt);
        }

        return open ? ReportStatus.Stored : ReportStatus.Ignored;
    }

    private async Task<ReportStatus> EndedLate(TaskResult result)
    {
        if (IsSame(Current.LateResult, result))
        {
            return ReportStatus.StoredLate;
        }

        if (Current.Result is not null || Current.LateResult is not null)
        {
            LogSecondResult(Id, result.MessageId);
            return ReportStatus.Ignored;
        }

        await _task.Store(Current with { LateResult = result });
        await Announce();
        return ReportStatus.StoredLate;
    }

    private async Task BackToQueue(TaskEvent happened, string reason, bool inDoubt)
    {
        await Move(happened, Current with { Attempt = Current.Attempt + 1, InDoubt = inDoubt, GoneSince = null, Reason = reason });
        await Enqueue();
    }

    /// <summary>What was said to be ended or never to have run must not run; what was given up as lost may: its report is still wanted.</summary>
    private bool MustNotRun =>
        Current.Phase is TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed or TaskPhase.Cancelled or TaskPhase.Rejected;

    private TaskState Taken(int attempt) => Current with
    {
        Attempt = attempt,
        SentAt = Current.SentAt ?? time.GetUtcNow(),
        AcceptedAt = Current.AcceptedAt ?? time.GetUtcNow(),
        InDoubt = false,
        GoneSince = null,
    };

    private bool IsOf(string agentId) => _task.Exists && string.Equals(Current.Spec!.AgentId, agentId, StringComparison.Ordinal);

    private static bool IsSame(TaskResult? stored, TaskResult reported) =>
        string.Equals(stored?.MessageId, reported.MessageId, StringComparison.Ordinal);
}
