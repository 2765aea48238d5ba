using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>The door to the list of workspaces.</summary>
[StatelessWorker]
internal sealed class WorkspaceIndexGrain(IWorkspaceStore store) : Grain, IWorkspaceIndexGrain
{
    public Task<WorkspacePage> List(string? after, int limit) => store.List(after, Math.Clamp(limit, 1, 500));
}
