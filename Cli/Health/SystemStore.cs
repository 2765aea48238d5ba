namespace OrleansOps.Cli;

/// <summary>The durable store.</summary>
internal sealed record SystemStore(
    string? Address = null, string? Version = null, long? UsedMemoryBytes = null, long? MaxMemoryBytes = null, double? LatencyMs = null, string? Problem = null);
