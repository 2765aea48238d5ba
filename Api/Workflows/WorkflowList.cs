namespace OrleansOps.Api;

/// <summary>Workflows, newest first.</summary>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record WorkflowList(IReadOnlyList<WorkflowSummary> Items, string? NextCursor);
