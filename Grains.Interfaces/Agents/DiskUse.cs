namespace OrleansOps.Agents;

/// <summary>How full a file system is, in bytes.</summary>
[GenerateSerializer, Immutable, Alias("ops.DiskUse")]
public sealed record DiskUse([property: Id(0)] string Mount, [property: Id(1)] long TotalBytes, [property: Id(2)] long UsedBytes);
