namespace OrleansOps.Workflows;

/// <summary>A workflow as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowView")]
public sealed record WorkflowView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required WorkflowSpec Spec { get; init; }

    [Id(2)] public required WorkflowPhase Phase { get; init; }

    [Id(3)] public Said? Reason { get; init; }

    /// <summary>In the order of the spec.</summary>
    [Id(4)] public required IReadOnlyList<StepView> Steps { get; init; }

    [Id(5)] public required int Round { get; init; }

    [Id(6)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(7)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Another one with everything that is said here.</summary>
    [Id(8)] public required string Seen { get; init; }
}
