namespace OrleansOps.Terraform;

/// <summary>A run as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.RunView")]
public sealed record RunView
{
    [Id(0)] public required string Workspace { get; init; }

    [Id(1)] public required RunSpec Spec { get; init; }

    [Id(2)] public required RunPhase Phase { get; init; }

    /// <summary>What it waits for, or what happened.</summary>
    [Id(3)] public Said? Reason { get; init; }

    [Id(4)] public RunPlan? Plan { get; init; }

    /// <summary>Serial of the state that it was planned on; null: there was none, or it was not planned.</summary>
    [Id(5)] public long? PlannedOn { get; init; }

    [Id(6)] public RunDecision? Decision { get; init; }

    [Id(7)] public string? CancelledBy { get; init; }

    /// <summary>The task that plans; null: it was not begun.</summary>
    [Id(8)] public string? PlanTask { get; init; }

    /// <summary>The task that applies; null: it was not begun.</summary>
    [Id(9)] public string? ApplyTask { get; init; }

    [Id(10)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(11)] public DateTimeOffset? PlannedAt { get; init; }

    [Id(12)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Changes with everything that is said here.</summary>
    [Id(13)] public required string Seen { get; init; }
}
