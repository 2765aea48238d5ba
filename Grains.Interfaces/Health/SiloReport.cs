namespace OrleansOps.Health;

/// <summary>What a silo says of itself. Its name and since when it runs are in the cluster's list of members.</summary>
/// <param name="Address">As it is in that list.</param>
/// <param name="MemoryBytes">Memory of its process.</param>
/// <param name="CallsPerSecond">Grain calls that it answers.</param>
/// <param name="Grains">What is in its memory.</param>
[GenerateSerializer, Immutable, Alias("ops.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Address,
    [property: Id(1)] string Version,
    [property: Id(2)] long MemoryBytes,
    [property: Id(3)] double CallsPerSecond,
    [property: Id(4)] IReadOnlyList<GrainStatistics> Grains);
