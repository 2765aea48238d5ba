using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>
/// By which means the host held each limit of a task: controlGroup (by the kernel, for all its processes), watched (counted ten times a second), eachProcess (by
/// the kernel, for each process by itself), or notHeld: the host cannot. What has no limit is left out.
/// </summary>
public sealed record LimitsHeld
{
    public LimitMeans? MemoryBytes { get; init; }

    public LimitMeans? CpuPercent { get; init; }

    public LimitMeans? CpuSeconds { get; init; }

    public LimitMeans? Processes { get; init; }

    public LimitMeans? OpenFiles { get; init; }
}
