namespace OrleansOps.Terraform;

/// <summary>A stored workspace as others see it.</summary>
internal static class WorkspaceViews
{
    public static WorkspaceView View(this WorkspaceState workspace, string id) => new()
    {
        Id = id,
        Versions = workspace.Versions,
        Lock = workspace.Lock,
        LastBreak = workspace.LastBreak,
        CreatedAt = workspace.CreatedAt,
        ChangedAt = workspace.ChangedAt,
    };

    public static WorkspaceSummary Summary(this WorkspaceState workspace, string id) => new()
    {
        Id = id,
        Newest = workspace.Versions is [var newest, ..] ? newest : null,
        Versions = workspace.Versions.Count,
        Lock = workspace.Lock,
        ChangedAt = workspace.ChangedAt,
    };
}
