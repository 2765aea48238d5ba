using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What limits an order may set.</summary>
internal static class LimitRules
{
    /// <summary>Why they are not taken; null if nothing is wrong with them.</summary>
    public static string? Problem(TaskLimits? limits) => limits is null ? null
        : Range("memoryBytes", limits.MemoryBytes, TaskLimits.LeastMemoryBytes, TaskLimits.MostMemoryBytes)
        ?? Range("cpuPercent", limits.CpuPercent, 1, TaskLimits.MostCpuPercent)
        ?? Range("cpuSeconds", limits.CpuSeconds, 1, TaskLimits.MostCpuSeconds)
        ?? Range("processes", limits.Processes, 1, TaskLimits.MostProcesses)
        ?? Range("openFiles", limits.OpenFiles, TaskLimits.LeastOpenFiles, TaskLimits.MostOpenFiles);

    private static string? Range(string field, long? value, long least, long most) =>
        value is null || (value >= least && value <= most) ? null : $"limits.{field} must be {least} to {most}.";
}
