using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Tasks;

/// <summary>What limits a submission may set.</summary>
internal static class LimitRules
{
    /// <summary>The first rule that they break, or null.</summary>
    public static Refusal? Broken(Api.SubmitLimits? limits) => limits is null ? null
        : Range("memoryBytes", limits.MemoryBytes, TaskLimits.LeastMemoryBytes, TaskLimits.MostMemoryBytes)
        ?? Range("cpuPercent", limits.CpuPercent, 1, TaskLimits.MostCpuPercent)
        ?? Range("cpuSeconds", limits.CpuSeconds, 1, TaskLimits.MostCpuSeconds)
        ?? Range("processes", limits.Processes, 1, TaskLimits.MostProcesses)
        ?? Range("openFiles", limits.OpenFiles, TaskLimits.LeastOpenFiles, TaskLimits.MostOpenFiles);

    /// <summary>What is asked for; null: nothing is limited.</summary>
    public static OrleansOps.Tasks.TaskLimits? Of(Api.SubmitLimits? asked)
    {
        var limits = new OrleansOps.Tasks.TaskLimits
        {
            MemoryBytes = asked?.MemoryBytes,
            CpuPercent = asked?.CpuPercent,
            CpuSeconds = asked?.CpuSeconds,
            Processes = asked?.Processes,
            OpenFiles = asked?.OpenFiles,
        };
        return limits == new OrleansOps.Tasks.TaskLimits() ? null : limits;
    }

    public static Api.SubmitLimits? ToRest(OrleansOps.Tasks.TaskLimits? limits) => limits is null ? null : new()
    {
        MemoryBytes = limits.MemoryBytes,
        CpuPercent = limits.CpuPercent,
        CpuSeconds = limits.CpuSeconds,
        Processes = limits.Processes,
        OpenFiles = limits.OpenFiles,
    };

    private static Refusal? Range(string field, long? value, long least, long most) => value is null || (value >= least && value <= most)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, $"limits.{field}", $"'limits.{field}' is {value}; it must be {least} to {most}. Leave it out, and it is not limited.");
}
