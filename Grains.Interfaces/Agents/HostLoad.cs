namespace OrleansOps.Agents;

/// <summary>How the host is doing. A figure that could not be read is null.</summary>
[GenerateSerializer, Immutable, Alias("ops.HostLoad")]
public sealed record HostLoad(
    [property: Id(0)] double? CpuPercent,
    [property: Id(1)] long? MemoryUsedBytes,
    [property: Id(2)] IReadOnlyList<double>? Load,
    [property: Id(3)] double? UptimeSeconds,
    [property: Id(4)] IReadOnlyList<DiskUse>? Disks,
    [property: Id(5)] int Running,
    [property: Id(6)] int Waiting,
    [property: Id(7)] long UnsentBytes,
    [property: Id(8)] double? RxBytesPerSecond = null,
    [property: Id(9)] double? TxBytesPerSecond = null);
