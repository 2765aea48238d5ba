namespace OrleansOps.Locks;

/// <summary>A task that wants a lock, as it is about to be sent to its host.</summary>
[GenerateSerializer, Immutable, Alias("ops.LockClaim")]
public sealed record LockClaim(
    [property: Id(0)] string TaskId,
    [property: Id(1)] string AgentId,
    [property: Id(2)] string HostName,
    [property: Id(3)] DateTimeOffset SubmittedAt);
