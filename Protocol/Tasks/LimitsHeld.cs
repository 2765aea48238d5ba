namespace OrleansOps.Protocol;

/// <summary>By which means each limit of an attempt was held; null: it has no such limit.</summary>
public sealed record LimitsHeld(
    LimitMeans? MemoryBytes = null, LimitMeans? CpuPercent = null, LimitMeans? CpuSeconds = null, LimitMeans? Processes = null, LimitMeans? OpenFiles = null);
