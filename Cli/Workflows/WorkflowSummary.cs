namespace OrleansOps.Cli;

/// <summary>A workflow as it stands in a list.</summary>
internal sealed record WorkflowSummary(
    string Id,
    string Phase,
    int Steps,
    int StepsOver,
    IReadOnlyList<string> Running,
    bool NeedsApproval = false,
    string? Name = null,
    DateTimeOffset? SubmittedAt = null,
    string? SubmittedBy = null,
    DateTimeOffset? EndedAt = null);
