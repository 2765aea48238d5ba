namespace OrleansOps.Api;

/// <summary>The durable store.</summary>
public sealed record StoreView(string? Address, string? Version, long? UsedMemoryBytes, long? MaxMemoryBytes, double? LatencyMs, string? Problem);
