namespace OrleansOps.Cli;

/// <summary>How a host is doing, by its last heartbeat. What could not be read there is null.</summary>
internal sealed record AgentLoad(
    double? CpuPercent = null,
    long? MemoryUsedBytes = null,
    IReadOnlyList<double>? Load = null,
    double? UptimeSeconds = null,
    IReadOnlyList<AgentDisk>? Disks = null,
    int Running = 0,
    int Waiting = 0,
    long UnsentBytes = 0);
