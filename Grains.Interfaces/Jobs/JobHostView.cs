using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>One host of a job.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobHostView")]
public sealed record JobHostView
{
    /// <summary>Its place in the order of turns, from 1.</summary>
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required JobTarget Target { get; init; }

    [Id(2)] public required JobHostState State { get; init; }

    /// <summary>Its newest task; null before its turn.</summary>
    [Id(3)] public string? TaskId { get; init; }

    /// <summary>How that ended; None until it has.</summary>
    [Id(4)] public TaskPhase Phase { get; init; }

    [Id(5)] public int? ExitCode { get; init; }

    [Id(6)] public DateTimeOffset? EndedAt { get; init; }

    [Id(7)] public int Tries { get; init; }

    /// <summary>Why there is no task where there should be one.</summary>
    [Id(8)] public Said? Reason { get; init; }
}
