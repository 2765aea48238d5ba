namespace OrleansOps.Api;

/// <summary>How many grains of one kind are in memory.</summary>
public sealed record GrainCount(string Type, int Activations);
