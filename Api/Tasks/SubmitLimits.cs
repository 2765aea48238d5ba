using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>
/// What all processes of a task together may use. How long it may run is timeoutSeconds, how much of its output is kept logCapBytes. A task that goes over
/// a limit is ended with everything it had started (outcome limitExceeded); limitsHeld of the task says by which means its host held each.
/// </summary>
public sealed record SubmitLimits
{
    [Description("Memory: 1048576 to 17592186044416. Default: as much as the host has.")]
    public long? MemoryBytes { get; init; }

    [Description("Its share of the processors in percent of one: 1 to 102400, so that 150 is one and a half. It is not given more; nothing ends it for that. Only where the host has control groups for its tasks.")]
    public int? CpuPercent { get; init; }

    [Description("Processor time: 1 to 31536000.")]
    public long? CpuSeconds { get; init; }

    [Description("Processes and their threads, as the kernel counts them: 1 to 1000000.")]
    public int? Processes { get; init; }

    [Description("Files that each process may have open: 16 to 1048576. Default: 1024. More is refused to the program; nothing ends it for that.")]
    public int? OpenFiles { get; init; }
}
