namespace OrleansOps.Agents;

/// <summary>How a host was doing over time.</summary>
/// <param name="Step">How long each point stands for.</param>
/// <param name="MemoryTotalBytes">Memory of the host; null if it never connected.</param>
/// <param name="Points">Oldest first; a while of which nothing is known has none.</param>
[GenerateSerializer, Immutable, Alias("ops.LoadHistory")]
public sealed record LoadHistory(
    [property: Id(0)] TimeSpan Step,
    [property: Id(1)] long? MemoryTotalBytes,
    [property: Id(2)] IReadOnlyList<LoadPoint> Points);
