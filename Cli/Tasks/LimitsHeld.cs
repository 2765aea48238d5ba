namespace OrleansOps.Cli;

/// <summary>By which means a host held each limit of a task. They stay text: a newer server may know more of them.</summary>
internal sealed record LimitsHeld(string? MemoryBytes = null, string? CpuPercent = null, string? CpuSeconds = null, string? Processes = null, string? OpenFiles = null);
