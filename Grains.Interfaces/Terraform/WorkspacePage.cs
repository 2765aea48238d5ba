namespace OrleansOps.Terraform;

/// <summary>One page of a list, by id.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkspacePage")]
public sealed record WorkspacePage([property: Id(0)] IReadOnlyList<WorkspaceSummary> Items, [property: Id(1)] string? NextCursor);
