namespace OrleansOps.Health;

/// <summary>How many grains of one kind are in memory, in all silos.</summary>
public sealed record GrainStatistics(string Type, int Activations);
