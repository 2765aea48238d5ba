namespace OrleansOps.Protocol;

/// <summary>How full a file system is, in bytes.</summary>
public sealed record DiskUse(string Mount, long TotalBytes, long UsedBytes);
