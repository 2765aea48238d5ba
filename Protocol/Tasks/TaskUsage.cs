namespace OrleansOps.Protocol;

/// <summary>What the processes of an attempt used that ended while it was looked after.</summary>
/// <param name="UserMicroseconds">Processor time in their own code.</param>
/// <param name="SystemMicroseconds">Processor time in the kernel, for them.</param>
/// <param name="PeakMemoryBytes">The most memory that one of them had at once.</param>
public sealed record TaskUsage(long UserMicroseconds, long SystemMicroseconds, long PeakMemoryBytes);
