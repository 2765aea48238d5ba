namespace OrleansOps.Protocol;

/// <summary>
/// What all processes of a task together may use; null: as much as there is. A task that goes over one is ended with everything it had started, but
/// for the share of the processor, of which it is not given more, and open files, of which a program is refused more.
/// </summary>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="CpuPercent">Its share of the processors, in percent of one.</param>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="Processes">Processes and their threads, as the kernel counts them.</param>
/// <param name="OpenFiles">Files that each of its processes may have open.</param>
public sealed record TaskLimits(long? MemoryBytes = null, int? CpuPercent = null, long? CpuSeconds = null, int? Processes = null, int? OpenFiles = null)
{
    public const long LeastMemoryBytes = 1L << 20;
    public const long MostMemoryBytes = 1L << 44;
    public const int MostCpuPercent = 102_400;
    public const long MostCpuSeconds = 31_536_000;
    public const int MostProcesses = 1_000_000;
    public const int LeastOpenFiles = 16;
    public const int MostOpenFiles = 1_048_576;
}
