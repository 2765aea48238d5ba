namespace OrleansOps.Health;

/// <summary>What the durable store answered.</summary>
/// <param name="Ok">Whether it takes writes.</param>
/// <param name="Store">What it is, such as "redis 7.0.15" or "memory".</param>
/// <param name="Latency">Time of one round trip; null if there was none.</param>
/// <param name="Fsync">When an acknowledged write is on disk: "always", "everysec", "no", or "off" without an append-only file; null if unknown.</param>
/// <param name="UsedMemoryBytes">Memory that the store uses; null if unknown.</param>
/// <param name="Problem">What is wrong and what to do about it; null if nothing is.</param>
[GenerateSerializer, Immutable, Alias("ops.StoreHealth")]
public sealed record StoreHealth(
    [property: Id(0)] bool Ok,
    [property: Id(1)] string Store,
    [property: Id(2)] TimeSpan? Latency,
    [property: Id(3)] string? Fsync,
    [property: Id(4)] long? UsedMemoryBytes,
    [property: Id(5)] string? Problem)
{
    /// <summary>What an operator should look at though it works; null if nothing.</summary>
    [Id(6)] public string? Warning { get; init; }

    /// <summary>What <see cref="Fsync"/> means, in words.</summary>
    public string Durability => Fsync switch
    {
        "always" => "an acknowledged write is on disk",
        "everysec" => "a power failure, or a kill of the store, may take the last second or two of acknowledged writes",
        "no" => "the operating system decides when writes reach the disk; a power failure may take the last half minute of them",
        "off" => "memory only: a restart of the store takes everything that no snapshot has; set appendonly yes",
        _ => "unknown: the store does not say",
    };
}
