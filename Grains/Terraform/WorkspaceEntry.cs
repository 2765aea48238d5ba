namespace OrleansOps.Terraform;

/// <summary>A workspace on its way to the store.</summary>
/// <param name="Id">Of the workspace.</param>
/// <param name="State">As it is to stand.</param>
/// <param name="Added">The content that is kept from now on, and how many parts it has; null: none.</param>
/// <param name="Dropped">Names of contents that go with this step.</param>
public sealed record WorkspaceEntry(string Id, WorkspaceState State, (string Content, int Parts)? Added, IReadOnlyList<string> Dropped)
{
    /// <summary>What lists show of it.</summary>
    public WorkspaceSummary Summary => State.Summary(Id);
}
