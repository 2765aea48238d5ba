namespace OrleansOps.Health;

/// <summary>What the durable store says of itself, for the operators' page of the whole.</summary>
/// <param name="Address">Where it is, without any password; null for one in memory.</param>
/// <param name="Version">Null if unknown.</param>
/// <param name="MaxMemoryBytes">What it may use at most; null without a limit.</param>
/// <param name="Latency">Time of one round trip; null if there was none.</param>
/// <param name="Problem">Why figures are missing; null if none are.</param>
public sealed record StoreFigures(string? Address, string? Version, long? UsedMemoryBytes, long? MaxMemoryBytes, TimeSpan? Latency, string? Problem);
