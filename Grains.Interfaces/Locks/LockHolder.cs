namespace OrleansOps.Locks;

/// <summary>The task that has a lock.</summary>
/// <param name="Task">As it asked for it.</param>
/// <param name="Term">Numbers the giving of it: the same task may be given it again. A later one is higher.</param>
/// <param name="Since">When it was given.</param>
/// <param name="IsTaken">The task has come for it. Until then it was given to it out of the line, and may not have been told.</param>
[GenerateSerializer, Immutable, Alias("ops.LockHolder")]
public sealed record LockHolder(
    [property: Id(0)] LockClaim Task,
    [property: Id(1)] long Term,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] bool IsTaken);
