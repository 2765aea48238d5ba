namespace OrleansOps.Workflows;

/// <summary>A workflow as it was written down when a step of it last began or ended.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowSummary")]
public sealed record WorkflowSummary
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Name { get; init; }

    [Id(2)] public required WorkflowPhase Phase { get; init; }

    [Id(3)] public required int Steps { get; init; }

    /// <summary>How many of them are over.</summary>
    [Id(4)] public required int StepsOver { get; init; }

    /// <summary>Steps that run now, by name.</summary>
    [Id(5)] public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>One of these waits to be approved.</summary>
    [Id(6)] public bool NeedsApproval { get; init; }

    [Id(7)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    [Id(9)] public string? SubmittedBy { get; init; }
}
