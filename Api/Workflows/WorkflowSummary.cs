using System.ComponentModel;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>A workflow as lists show it.</summary>
public sealed record WorkflowSummary
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required WorkflowPhase Phase { get; init; }

    public required bool Terminal { get; init; }

    public required int Steps { get; init; }

    [Description("How many of them are over.")]
    public required int StepsOver { get; init; }

    [Description("Names of those that run now.")]
    public required IReadOnlyList<string> Running { get; init; }

    [Description("One of those waits to be approved.")]
    public required bool NeedsApproval { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
