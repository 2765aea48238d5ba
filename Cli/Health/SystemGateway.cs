namespace OrleansOps.Cli;

/// <summary>A gateway and the agents that are connected to it.</summary>
internal sealed record SystemGateway(
    string? Name = null,
    string? State = null,
    string? Version = null,
    int Connections = 0,
    DateTimeOffset? Since = null,
    DateTimeOffset? LastSeenAt = null,
    long? MemoryBytes = null,
    double? MessagesPerSecond = null);
