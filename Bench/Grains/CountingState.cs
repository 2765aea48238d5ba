namespace OrleansOps.Bench;

/// <summary>What <see cref="CountingGrain"/> stores.</summary>
[GenerateSerializer, Alias("ops.bench.CountingState")]
public sealed record CountingState
{
    [Id(0)]
    public long Count { get; init; }
}
