namespace OrleansOps.Cli;

/// <summary>A process that hosts grains.</summary>
internal sealed record SystemSilo(
    string? Name = null,
    string? Address = null,
    string? State = null,
    DateTimeOffset? Since = null,
    DateTimeOffset? LastSeenAt = null,
    string? Version = null,
    long? MemoryBytes = null,
    int? Activations = null,
    double? CallsPerSecond = null);
