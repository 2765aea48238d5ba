namespace OrleansOps.Cli;

/// <summary>What does not change about a host while its agent runs.</summary>
internal sealed record AgentFacts(
    string? HostName = null,
    string? Os = null,
    string? Kernel = null,
    string? Architecture = null,
    int? Cpus = null,
    long? MemoryBytes = null,
    DateTimeOffset? BootedAt = null,
    IReadOnlyList<string>? Addresses = null,
    IReadOnlyList<string>? Only = null,
    IReadOnlyList<string>? Commands = null);
