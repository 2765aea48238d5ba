namespace OrleansOps.Health;

/// <summary>One process that hosts grains.</summary>
/// <param name="Activations">Grains in its memory; null if unknown.</param>
public sealed record SiloStatistics(string Name, string Address, string Status, DateTimeOffset? Since, int? Activations);
