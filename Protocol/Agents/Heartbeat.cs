namespace OrleansOps.Protocol;

/// <summary>How the host is doing. A figure that cannot be read is null, never invented.</summary>
/// <param name="CpuPercent">Share of all processors in use since the last heartbeat, 0 to 100.</param>
/// <param name="MemoryUsedBytes">Memory in use, without caches.</param>
/// <param name="Load">Load averages over 1, 5 and 15 minutes.</param>
/// <param name="UptimeSeconds">Seconds since the host started.</param>
/// <param name="Disks">File systems that can fill up.</param>
/// <param name="Running">Tasks running now.</param>
/// <param name="Waiting">Tasks accepted and waiting for a slot.</param>
/// <param name="UnsentBytes">Output on disk that is not acknowledged yet.</param>
/// <param name="RxBytesPerSecond">What the host received from others since the last heartbeat.</param>
/// <param name="TxBytesPerSecond">What the host sent to others since the last heartbeat.</param>
public sealed record Heartbeat(
    double? CpuPercent,
    long? MemoryUsedBytes,
    IReadOnlyList<double>? Load,
    double? UptimeSeconds,
    IReadOnlyList<DiskUse>? Disks,
    int Running,
    int Waiting,
    long UnsentBytes,
    double? RxBytesPerSecond = null,
    double? TxBytesPerSecond = null);
