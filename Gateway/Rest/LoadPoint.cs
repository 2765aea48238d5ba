using System.ComponentModel;

namespace OrleansOps.Rest;

/// <summary>How a host was doing for a while, on average.</summary>
internal sealed record LoadPoint
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
