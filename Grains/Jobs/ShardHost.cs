using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>One host of a job, as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.ShardHost")]
public sealed record ShardHost
{
    [Id(0)] public required string AgentId { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>How often it had its turn: the last one is its newest task's.</summary>
    [Id(2)] public int Tries { get; init; }

    /// <summary>The newest round that it is in.</summary>
    [Id(3)] public int Round { get; init; }

    /// <summary>It had its turn in that round.</summary>
    [Id(4)] public bool Turned { get; init; }

    /// <summary>Its task is stored: if there is none any more, it was removed.</summary>
    [Id(5)] public bool Submitted { get; init; }

    /// <summary>How its task ended; None until it has.</summary>
    [Id(6)] public TaskPhase Phase { get; init; }

    [Id(7)] public int? ExitCode { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why there is no task where there should be one.</summary>
    [Id(9)] public Said? Reason { get; init; }

    public bool IsOpen => Turned && Phase == TaskPhase.None;

    public JobHostState State => Phase switch
    {
        TaskPhase.Succeeded => JobHostState.Succeeded,
        TaskPhase.Rejected => JobHostState.Undelivered,
        TaskPhase.Cancelled => JobHostState.Cancelled,
        TaskPhase.None => Turned ? JobHostState.Open : JobHostState.Waiting,
        _ => JobHostState.Failed,
    };
}
