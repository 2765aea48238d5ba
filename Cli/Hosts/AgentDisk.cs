namespace OrleansOps.Cli;

/// <summary>How full a file system is, in bytes.</summary>
internal sealed record AgentDisk(string Mount, long TotalBytes, long UsedBytes);
