using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>One step as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.StepView")]
public sealed record StepView
{
    [Id(0)] public required WorkflowStep Step { get; init; }

    [Id(1)] public required StepPhase Phase { get; init; }

    [Id(2)] public Said? Reason { get; init; }

    [Id(3)] public DateTimeOffset? StartedAt { get; init; }

    [Id(4)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null: it is none, or had none yet.</summary>
    [Id(5)] public string? JobId { get; init; }

    /// <summary>Where that job stands.</summary>
    [Id(6)] public JobPhase JobPhase { get; init; }

    [Id(7)] public JobCounts Counts { get; init; } = JobCounts.None;

    /// <summary>What its job has put out, once it is over; null: nothing.</summary>
    [Id(8)] public OutputsOfJob? Outputs { get; init; }
}
