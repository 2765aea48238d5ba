namespace OrleansOps.Workflows;

/// <summary>One page of a list.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowPage")]
public sealed record WorkflowPage([property: Id(0)] IReadOnlyList<WorkflowSummary> Items, [property: Id(1)] string? NextCursor);
