namespace OrleansOps.Tasks;

/// <summary>The attempts of a task: when there may be another one, and what is kept of those before.</summary>
internal static class TaskAttempts
{
    /// <summary>Of more attempts than this, those that never started are dropped, oldest first.</summary>
    private const int Kept = 20;

    /// <summary>A new task, as it waits for its first attempt.</summary>
    public static TaskState First(TaskSpec spec, DateTimeOffset now) => new()
    {
        Spec = spec,
        Phase = TaskTransitions.Next(TaskPhase.None, TaskEvent.Submitted)!.Value,
        Attempt = 1,
        SubmittedAt = now,
        Reason = TaskReasons.Waits(spec),
        Version = 1,
    };

    /// <summary>
    /// What the loss of an attempt that was started means. The policy may allow a repeat, but not for ever: what takes its host down each
    /// time is not to be tried a fourth time.
    /// </summary>
    public static TaskEvent Lost(TaskState task, TaskEvent happened, TaskOptions options) => task switch
    {
        { Spec.OnLost: OnLost.Fail } or { CancelRequestedAt: not null } => happened,
        _ when happened is not (TaskEvent.GivenUp or TaskEvent.Forgotten or TaskEvent.OutcomeUnknown) => happened,
        _ => task.Earlier.Count(IsLost) + 1 < options.MostStarts ? TaskEvent.Repeated : TaskEvent.Quarantined,
    };

    /// <summary>
    /// Whether another attempt follows one that ended so. None does where something of it lives on, which would then run twice; or where somebody wants
    /// the task to end.
    /// </summary>
    public static bool IsRetried(TaskState attempt, TaskEvent happened) =>
        happened is TaskEvent.ExitedNonZero or TaskEvent.CouldNotStart or TaskEvent.TimeoutReported or TaskEvent.LimitReported
        && attempt is { CancelRequestedAt: null, Spec.Retry: { } retry }
        && attempt.Earlier.Count(one => one.Failed) < retry.Times;

    /// <summary>How long the next attempt is still to wait before it is sent; null: it may be. A clock that was set back does not make that longer than it may be.</summary>
    public static TimeSpan? Pause(TaskState task, DateTimeOffset now) =>
        task is { Phase: TaskPhase.Queued, RepeatedAt: { } at } && at > now && at - now <= FailureRetry.LongestDelay ? at - now : null;

    /// <summary>The task with its current attempt, which failed, among those that are over.</summary>
    public static TaskState Failed(TaskState task, DateTimeOffset now, Said reason, TaskResult report)
    {
        var over = Over(task, now, reason, started: true, report.MessageId);
        var failed = over.Earlier[^1] with { Failed = true, ExitCode = report.ExitCode };
        return over with { Earlier = [.. over.Earlier.SkipLast(1), failed], Failure = report };
    }

    /// <summary>What it means that an order was not answered. An agent that never answers this one may be dying of it.</summary>
    public static TaskEvent Unheard(TaskState task, TaskEvent happened, TaskOptions options) =>
        task.Unheard + 1 < options.MostUnheard ? happened : TaskEvent.Quarantined;

    /// <summary>The task with its current attempt among those that are over, and the next number.</summary>
    public static TaskState Over(TaskState task, DateTimeOffset now, Said reason, bool started, string? messageId = null)
    {
        var over = Current(task) with { EndedAt = now, Reason = reason, Started = started, MessageId = messageId };
        var last = Math.Max(task.LastAttempt, task.Attempt);
        return task with { Attempt = last + 1, LastAttempt = last + 1, SentAt = null, AcceptedAt = null, GoneSince = null, Earlier = Bounded([.. task.Earlier, over]) };
    }

    /// <summary>The task as it is stored before its order leaves for the agent.</summary>
    public static TaskState Sent(TaskState task, DateTimeOffset now) => task with
    {
        Phase = TaskTransitions.Next(task.Phase, TaskEvent.Dispatched)!.Value,
        SentAt = now,
        InDoubt = true,
        Reason = null,
    };

    /// <summary>The task with this attempt as its current one: the agent has it, whatever was thought of it.</summary>
    public static TaskState Taken(TaskState task, int attempt, DateTimeOffset now)
    {
        var earlier = task.Earlier.FirstOrDefault(one => one.Number == attempt);
        return task with
        {
            Attempt = attempt,
            LastAttempt = Math.Max(Math.Max(task.LastAttempt, task.Attempt), attempt),
            SentAt = earlier?.SentAt ?? task.SentAt ?? now,
            AcceptedAt = task.AcceptedAt ?? earlier?.AcceptedAt ?? now,
            Earlier = earlier is null ? task.Earlier : [.. task.Earlier.Where(one => one.Number != attempt)],
            InDoubt = false,
            GoneSince = null,
            Unheard = 0,
        };
    }

    /// <summary>Every attempt that was handed out, oldest first.</summary>
    public static IReadOnlyList<TaskAttempt> All(TaskState task) =>
        task.SentAt is null ? task.Earlier : [.. task.Earlier, Current(task)];

    /// <summary>Whether this report has ended an attempt before.</summary>
    public static bool Knows(TaskState task, string messageId) =>
        task.Earlier.Any(attempt => string.Equals(attempt.MessageId, messageId, StringComparison.Ordinal));

    /// <summary>Whether the agent has reported the end of this earlier attempt. It may still hold it, to send the rest of its output.</summary>
    public static bool IsOver(TaskState task, int attempt) =>
        task.Earlier.Any(one => one.Number == attempt && one.MessageId is not null);

    /// <summary>Whether something of the task ran, or may have.</summary>
    public static bool MayHaveRun(TaskState task) => task.InDoubt || task.Earlier.Any(one => one.Started);

    private static bool IsLost(TaskAttempt attempt) => attempt is { Started: true, Failed: false };

    private static TaskAttempt Current(TaskState task) => new()
    {
        Number = task.Attempt,
        SentAt = task.SentAt,
        AcceptedAt = task.AcceptedAt,
        EndedAt = task.EndedAt,
        Started = task.AcceptedAt is not null,
    };

    private static List<TaskAttempt> Bounded(List<TaskAttempt> attempts)
    {
        var idle = attempts.Count > Kept ? attempts.FindIndex(attempt => !attempt.Started) : -1;
        if (idle >= 0)
        {
            attempts.RemoveAt(idle);
        }

        return attempts;
    }
}
