namespace OrleansOps.Terraform;

/// <summary>That a lock was taken away from its holder.</summary>
[GenerateSerializer, Immutable, Alias("ops.LockBreak")]
public sealed record LockBreak
{
    /// <summary>The lock as it was; null on the way to the grain.</summary>
    [Id(0)] public StateLock? Lock { get; init; }

    [Id(1)] public required string Reason { get; init; }

    [Id(2)] public required string By { get; init; }

    [Id(3)] public required string ById { get; init; }

    [Id(4)] public DateTimeOffset At { get; init; }
}
