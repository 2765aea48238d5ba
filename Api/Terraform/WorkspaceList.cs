namespace OrleansOps.Api;

/// <summary>Terraform workspaces, by id.</summary>
/// <param name="Items">One page of them.</param>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record WorkspaceList(IReadOnlyList<WorkspaceSummary> Items, string? NextCursor);
