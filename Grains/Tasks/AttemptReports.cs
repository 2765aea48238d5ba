using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

/// <summary>What the agent reports of an attempt: that it has the order, that it will not run it, how it ended. Every report may come late or again.</summary>
internal sealed partial class AttemptReports(GrainScope grain, StoredTask task, TaskMoves moves, TaskRetries retries, HostOfTask host, LockOfTask itsLock)
{
    private readonly ILogger _logger = grain.Logger;

    public async Task<ReportStatus> Accepted(string agentId, int attempt)
    {
        if (!await task.IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (TaskAttempts.IsOver(task.Now, attempt))
        {
            return ReportStatus.Ignored;   // it answers a new order with what it still holds of an old attempt
        }

        if (task.Now.AcceptedAt is not null && !task.Now.Phase.IsTerminal())
        {
            return await AcceptedBefore(attempt);
        }

        if (task.Now.Phase == TaskPhase.Sent && attempt == task.Now.Attempt)
        {
            // The end of a short task follows its acceptance at once, so the two are stored together; a longer one's is stored a moment later. A crash
            // between loses nothing that a lost message could not: the task is Sent in the store, and the agent names it in its next session, or
            // answers the repeated order with the attempt that it holds (ADR 9).
            moves.Hold(TaskEvent.Accepted, Taken(attempt) with { Reason = null });
            return ReportStatus.Stored;
        }

        if (TaskTransitions.Next(task.Now.Phase, TaskEvent.Accepted) is not null)
        {
            await moves.Move(TaskEvent.Accepted, Taken(attempt) with { Reason = null });
            return ReportStatus.Stored;
        }

        return await AcceptedTooLate(attempt);
    }

    public Task<ReportStatus> Refused(string agentId, int attempt, bool retry, string reason) =>
        NotTaken(agentId, attempt, retry, reason, () => TaskReasons.RefusedForGood(task.Now, reason));

    /// <summary>It was not sent: the host knows nothing of this attempt.</summary>
    public Task<ReportStatus> Withheld(string agentId, int attempt, Said reason) => NotTaken(agentId, attempt, retry: false, reason.Text, () => reason);

    private async Task<ReportStatus> NotTaken(string agentId, int attempt, bool retry, string reason, Func<Said> forGood)
    {
        if (!await task.IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (task.Now.Phase is TaskPhase.Rejected or TaskPhase.Cancelled)
        {
            return ReportStatus.Stored;   // said again, because nobody knew whether it was: its slot is free
        }

        if (TaskReports.Refused(task.Now, attempt, retry) is not { } happened || TaskTransitions.Next(task.Now.Phase, happened) is not { } next)
        {
            return ReportStatus.Ignored;
        }

        if (next == TaskPhase.Queued)
        {
            await retries.RefusedForNow(happened, reason);
            return ReportStatus.Stored;
        }

        if (next == TaskPhase.Rejected && task.Now.Failure is not null)
        {
            await retries.NotRetried(forGood());
            return ReportStatus.Stored;
        }

        var text = next == TaskPhase.Cancelled ? TaskReasons.CancelledUnaccepted(task.Now) : forGood();
        await moves.Move(happened, task.Now with { InDoubt = false, Reason = text });
        return ReportStatus.Stored;
    }

    public async Task<ReportStatus> Ended(string agentId, TaskResult result)
    {
        if (!await task.IsOf(agentId))
        {
            return ReportStatus.UnknownTask;
        }

        if (IsSame(task.Now.Result, result) || TaskAttempts.Knows(task.Now, result.MessageId))
        {
            return EndedBefore(result);
        }

        if (task.Now.Phase.IsTerminal() || !TaskReports.MayDecide(task.Now, result.Attempt))
        {
            return await EndedLate(result);   // it is over, or a newer attempt was started since
        }

        var happened = TaskReports.Ended(result);
        var attempt = Taken(result.Attempt);
        var isRetried = happened == TaskEvent.OutcomeUnknown
            ? await retries.RetryLost(happened, attempt, result)
            : await retries.RetryFailed(happened, attempt, result);
        if (!isRetried)
        {
            await moves.Move(happened, attempt with { Result = result, Reason = ResultReasons.Of(task.Now, result) });
        }

        return ReportStatus.Stored;
    }

    private async Task<ReportStatus> AcceptedBefore(int attempt)
    {
        if (attempt > task.Now.Attempt)
        {
            await task.Store(task.Now with { Attempt = attempt });
        }

        return attempt < task.Now.Attempt ? ReportStatus.Ignored : ReportStatus.Stored;
    }

    /// <summary>Cancelling, or over. The agent has the task now, so it is told (again) to end what the operator wanted ended.</summary>
    private async Task<ReportStatus> AcceptedTooLate(int attempt)
    {
        var open = !task.Now.Phase.IsTerminal();
        if (open)
        {
            await task.Store(Taken(attempt));
        }

        if (TaskReports.MustNotRun(task.Now))
        {
            await host.Cancel(attempt, open);
        }

        return open ? ReportStatus.Stored : ReportStatus.Ignored;
    }

    private ReportStatus EndedBefore(TaskResult result)
    {
        if (task.Now.Result is { } stored && IsSame(stored, result) && stored != result)
        {
            LogChangedResult(grain.Key, result.MessageId);
        }

        return ReportStatus.Stored;
    }

    private async Task<ReportStatus> EndedLate(TaskResult result)
    {
        if (IsSame(task.Now.LateResult, result))
        {
            return ReportStatus.StoredLate;
        }

        if (task.Now.Result?.Attempt == result.Attempt || task.Now.LateResult is not null)
        {
            LogSecondResult(grain.Key, result.MessageId);
            return ReportStatus.Ignored;
        }

        await task.Store(task.Now with { LateResult = result });
        await itsLock.LookAtEnd();
        return ReportStatus.StoredLate;
    }

    private TaskState Taken(int attempt) => TaskAttempts.Taken(task.Now, attempt, grain.Time.GetUtcNow());

    private static bool IsSame(TaskResult? stored, TaskResult reported) =>
        string.Equals(stored?.MessageId, reported.MessageId, StringComparison.Ordinal);

    [LoggerMessage(2006, LogLevel.Warning, "Task {TaskId}: a second result, {MessageId}, is ignored")]
    private partial void LogSecondResult(string taskId, string messageId);

    [LoggerMessage(2007, LogLevel.Warning, "Task {TaskId}: the report {MessageId} came again and says something else; the first one stands")]
    private partial void LogChangedResult(string taskId, string messageId);
}
