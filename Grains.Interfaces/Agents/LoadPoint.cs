namespace OrleansOps.Agents;

/// <summary>How a host was doing for a while, on average. A figure that is not known is null.</summary>
[GenerateSerializer, Immutable, Alias("ops.LoadPoint")]
public sealed record LoadPoint
{
    /// <summary>When the while began.</summary>
    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>Load average over one minute.</summary>
    [Id(1)] public double? Load1 { get; init; }

    [Id(2)] public double? CpuPercent { get; init; }

    [Id(3)] public long? MemoryUsedBytes { get; init; }

    [Id(4)] public double? RxBytesPerSecond { get; init; }

    [Id(5)] public double? TxBytesPerSecond { get; init; }
}
