using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>One step as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.StepState")]
public sealed record StepState
{
    public static readonly StepState Fresh = new();

    [Id(0)] public StepPhase Phase { get; init; }

    [Id(1)] public Said? Reason { get; init; }

    [Id(2)] public DateTimeOffset? StartedAt { get; init; }

    [Id(3)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The round of its job that is meant, from 1.</summary>
    [Id(4)] public int JobRound { get; init; } = 1;

    /// <summary>Its job has begun that round, as is known for certain. Until then it is asked to; afterwards a job that is not there was forgotten.</summary>
    [Id(5)] public bool HasBegun { get; init; }

    /// <summary>What its job has put out; null: nothing, or it is not over.</summary>
    [Id(6)] public OutputsOfJob? Outputs { get; init; }

    /// <summary>Its own condition left it out, which is no failure.</summary>
    [Id(7)] public bool IsDeclined { get; init; }
}
