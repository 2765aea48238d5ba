namespace OrleansOps.Tasks;

/// <summary>One page of a list.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskPage")]
public sealed record TaskPage([property: Id(0)] IReadOnlyList<TaskSummary> Items, [property: Id(1)] string? NextCursor);
