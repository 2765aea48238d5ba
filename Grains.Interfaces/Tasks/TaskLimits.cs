namespace OrleansOps.Tasks;

/// <summary>What all processes of a task together may use; null: as much as there is.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskLimits")]
public sealed record TaskLimits
{
    [Id(0)] public long? MemoryBytes { get; init; }

    /// <summary>In percent of one processor.</summary>
    [Id(1)] public int? CpuPercent { get; init; }

    [Id(2)] public long? CpuSeconds { get; init; }

    /// <summary>Processes and their threads.</summary>
    [Id(3)] public int? Processes { get; init; }

    /// <summary>Of each process.</summary>
    [Id(4)] public int? OpenFiles { get; init; }
}
