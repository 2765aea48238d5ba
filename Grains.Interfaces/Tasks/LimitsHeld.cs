namespace OrleansOps.Tasks;

/// <summary>By which means each limit of an attempt was held; null: it has no such limit.</summary>
[GenerateSerializer, Immutable, Alias("ops.LimitsHeld")]
public sealed record LimitsHeld
{
    [Id(0)] public LimitMeans? MemoryBytes { get; init; }

    [Id(1)] public LimitMeans? CpuPercent { get; init; }

    [Id(2)] public LimitMeans? CpuSeconds { get; init; }

    [Id(3)] public LimitMeans? Processes { get; init; }

    [Id(4)] public LimitMeans? OpenFiles { get; init; }
}
