namespace OrleansOps.Tasks;

/// <summary>A task as it is stored. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskState")]
public sealed record TaskState
{
    /// <summary>Null where there is no task.</summary>
    [Id(0)] public TaskSpec? Spec { get; init; }

    [Id(1)] public TaskPhase Phase { get; init; }

    [Id(2)] public int Attempt { get; init; }

    [Id(3)] public DateTimeOffset SubmittedAt { get; init; }

    [Id(4)] public DateTimeOffset? SentAt { get; init; }

    [Id(5)] public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the verdict was reached, by the server's clock.</summary>
    [Id(6)] public DateTimeOffset? EndedAt { get; init; }

    [Id(7)] public TaskResult? Result { get; init; }

    [Id(8)] public TaskResult? LateResult { get; init; }

    [Id(9)] public DateTimeOffset? CancelRequestedAt { get; init; }

    [Id(10)] public string? CancelRequestedBy { get; init; }

    [Id(11)] public Said? Reason { get; init; }

    [Id(12)] public long Version { get; init; }

    /// <summary>An order has left for the agent, and whether it arrived is not known.</summary>
    [Id(13)] public bool InDoubt { get; init; }

    /// <summary>Since when the agent that has the task is away; null while it is there.</summary>
    [Id(14)] public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Attempts before the current one, oldest first.</summary>
    [Id(15)] public IReadOnlyList<TaskAttempt> Earlier { get; init; } = [];

    /// <summary>The highest number that an attempt ever had. An agent that still has an older one may be taken at its word.</summary>
    [Id(16)] public int LastAttempt { get; init; }

    /// <summary>When it was queued to be started again, or will be after its pause; null until then.</summary>
    [Id(17)] public DateTimeOffset? RepeatedAt { get; init; }

    /// <summary>How many orders in a row were not answered.</summary>
    [Id(18)] public int Unheard { get; init; }

    /// <summary>The term under which it has had its lock; 0: it never had.</summary>
    [Id(19)] public long LockTerm { get; init; }

    /// <summary>Its host has said that it does not hold it, so nothing of it runs.</summary>
    [Id(20)] public bool KnownGone { get; init; }

    /// <summary>Of a task with a lock: the number of its host's session when it was given up as lost; null where that could not be found out.</summary>
    [Id(21)] public long? LostIn { get; init; }

    /// <summary>How its last attempt failed that is to be followed by another. It decides if none is started.</summary>
    [Id(22)] public TaskResult? Failure { get; init; }

    /// <summary>It is over, and something of it may be running all the same.</summary>
    public bool MayRunOn => Phase == TaskPhase.Lost && Result is null && LateResult is null && !KnownGone;

    /// <summary>Whether the agent may hold or run it: it takes a slot there.</summary>
    public bool IsOut => Phase is TaskPhase.Sent or TaskPhase.Running or TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed;
}
