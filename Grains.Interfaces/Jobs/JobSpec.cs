using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>What was asked for, but for its hosts. It never changes once stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobSpec")]
public sealed record JobSpec
{
    /// <summary>What each host runs; its host is empty.</summary>
    [Id(0)] public required TaskSpec Task { get; init; }

    /// <summary>What its submitter calls it; null: it goes by what it runs.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>The expression that its hosts were chosen by; null: they were named.</summary>
    [Id(2)] public string? On { get; init; }

    /// <summary>Empty: all at once.</summary>
    [Id(3)] public IReadOnlyList<JobBatch> Batches { get; init; } = [];

    [Id(4)] public JobPause Pause { get; init; }

    /// <summary>How many hosts have a task that is not over, at most, unless it was changed since.</summary>
    [Id(5)] public required int MaxConcurrent { get; init; }

    [Id(6)] public JobErrorLimit? MaxErrors { get; init; }

    /// <summary>Fingerprint of what was asked for: the same id with another one is another job, and refused.</summary>
    [Id(7)] public required string Digest { get; init; }

    /// <summary>The workflow that it is a step of, which is told of its end; null: none.</summary>
    [Id(8)] public string? Workflow { get; init; }

    /// <summary>The schedule that started it; null: somebody submitted it.</summary>
    [Id(9)] public string? Schedule { get; init; }
}
