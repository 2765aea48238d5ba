namespace OrleansOps.Health;

/// <summary>What the durable store says of itself, for the operators' page of the whole.</summary>
/// <param name="Address">Where it is, without any password; null for one in memory.</param>
/// <param name="Version">Null if unknown.</param>
/// <param name="MaxMemoryBytes">What it may use at most; null without a limit.</param>
/// <param name="Latency">Time of one round trip; null if there was none.</param>
/// <param name="Problem">Why figures are missing; null if none are.</param>
[GenerateSerializer, Immutable, Alias("ops.StoreFigures")]
public sealed record StoreFigures(
    [property: Id(0)] string? Address,
    [property: Id(1)] string? Version,
    [property: Id(2)] long? UsedMemoryBytes,
    [property: Id(3)] long? MaxMemoryBytes,
    [property: Id(4)] TimeSpan? Latency,
    [property: Id(5)] string? Problem);
