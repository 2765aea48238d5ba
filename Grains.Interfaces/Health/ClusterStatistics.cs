namespace OrleansOps.Health;

/// <summary>The silos and the grains in their memory.</summary>
public sealed record ClusterStatistics(IReadOnlyList<SiloStatistics> Silos, IReadOnlyList<GrainStatistics> Grains);
