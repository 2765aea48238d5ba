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
        _ => task.Earlier.Count(attempt => attempt.Started) + 1 < options.MostStarts ? TaskEvent.Repeated : TaskEvent.Quarantined,
    };

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
