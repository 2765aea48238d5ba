using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>The door to the contents of states.</summary>
[StatelessWorker]
internal sealed class StateContentGrain(IWorkspaceStore store) : Grain, IStateContentGrain
{
    public Task<bool> Put(string workspace, string content, int part, byte[] bytes) => store.PutPart(workspace, content, part, bytes);

    public Task<byte[]?> Read(string workspace, string content, int part) => store.ReadPart(workspace, content, part);

    public Task Discard(string workspace, string content) => store.Discard(workspace, content);
}
