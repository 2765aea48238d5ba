namespace OrleansOps.Workflows;

/// <summary>A workflow as it is stored, but for the hosts of its steps. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowState")]
public sealed record WorkflowState
{
    /// <summary>Null where there is no workflow.</summary>
    [Id(0)] public WorkflowSpec? Spec { get; init; }

    [Id(1)] public WorkflowPhase Phase { get; init; }

    [Id(2)] public Said? Reason { get; init; }

    /// <summary>In the order of the spec.</summary>
    [Id(3)] public IReadOnlyList<StepState> Steps { get; init; } = [];

    /// <summary>From 1.</summary>
    [Id(4)] public int Round { get; init; }

    /// <summary>Who ended it, while it is being ended and afterwards.</summary>
    [Id(5)] public string? StoppedBy { get; init; }

    /// <summary>It was said again: steps that always run end, too.</summary>
    [Id(6)] public bool StopsAll { get; init; }

    [Id(7)] public DateTimeOffset SubmittedAt { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    [Id(9)] public long Version { get; init; }

    public WorkflowState With(int step, StepState state) => this with { Steps = [.. Steps.Select((each, place) => place == step ? state : each)] };
}
