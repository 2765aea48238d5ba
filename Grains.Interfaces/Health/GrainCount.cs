namespace OrleansOps.Health;

/// <summary>How many grains of one kind are in a silo's memory.</summary>
[GenerateSerializer, Immutable, Alias("ops.GrainCount")]
public sealed record GrainCount([property: Id(0)] string Type, [property: Id(1)] int Activations);
