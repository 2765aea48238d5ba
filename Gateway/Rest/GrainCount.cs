namespace OrleansOps.Rest;

/// <summary>How many grains of one kind are in memory.</summary>
internal sealed record GrainCount(string Type, int Activations);
