namespace OrleansOps.Health;

/// <summary>How many grains of one kind are in a silo's memory.</summary>
[GenerateSerializer, Immutable, Alias("ops.GrainStatistics")]
public sealed record GrainStatistics([property: Id(0)] string Type, [property: Id(1)] int Activations);
