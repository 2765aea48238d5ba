using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How a host was doing for a while, on average.</summary>
public sealed record LoadPoint
{
    [Description("When the while began.")]
    public required DateTimeOffset At { get; init; }

    public double? Load1 { get; init; }

    public double? CpuPercent { get; init; }

    public long? MemoryUsedBytes { get; init; }

    public long? MemoryTotalBytes { get; init; }

    public double? RxBytesPerSecond { get; init; }

    public double? TxBytesPerSecond { get; init; }
}
