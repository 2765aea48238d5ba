using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>Reads the list of workspaces. Key: 0; a stateless worker.</summary>
[Alias("ops.IWorkspaceIndexGrain")]
public interface IWorkspaceIndexGrain : IGrainWithIntegerKey
{
    /// <param name="after">The id after which the page begins; null: from the first.</param>
    /// <param name="limit">1 to 500.</param>
    [ReadOnly, Alias("List")]
    Task<WorkspacePage> List(string? after, int limit);
}
