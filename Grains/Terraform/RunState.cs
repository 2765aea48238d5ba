namespace OrleansOps.Terraform;

/// <summary>A run as it is stored. Never changed in place.</summary>
[GenerateSerializer, Immutable, Alias("ops.RunState")]
public sealed record RunState
{
    [Id(0)] public required RunSpec Spec { get; init; }

    [Id(1)] public RunPhase Phase { get; init; }

    /// <summary>What happened; null while nothing did that the phase does not say.</summary>
    [Id(2)] public Said? Reason { get; init; }

    /// <summary>Its host's grain has the task of this phase.</summary>
    [Id(3)] public bool HasBegun { get; init; }

    /// <summary>Content of the state that was the newest when it began to plan; null: there was none.</summary>
    [Id(4)] public string? Base { get; init; }

    [Id(5)] public long? PlannedOn { get; init; }

    [Id(6)] public RunPlan? Plan { get; init; }

    [Id(7)] public RunDecision? Decision { get; init; }

    /// <summary>Who asked for its end.</summary>
    [Id(8)] public string? CancelledBy { get; init; }

    [Id(9)] public DateTimeOffset SubmittedAt { get; init; }

    [Id(10)] public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>When it had its turn to apply.</summary>
    [Id(11)] public DateTimeOffset? ApplyingAt { get; init; }

    [Id(12)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it had its turn to plan.</summary>
    [Id(13)] public DateTimeOffset? PlanningAt { get; init; }
}
