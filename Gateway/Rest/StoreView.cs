namespace OrleansOps.Rest;

/// <summary>The durable store.</summary>
internal sealed record StoreView(string? Address, string? Version, long? UsedMemoryBytes, long? MaxMemoryBytes, double? LatencyMs, string? Problem);
