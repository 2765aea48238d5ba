using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>One workflow as its grain has it: what the store has.</summary>
internal sealed class StoredWorkflow(GrainScope grain, IWorkflowStore store)
{
    private static readonly WorkflowState Unknown = new();

    public WorkflowState Now { get; private set; } = Unknown;

    public bool Exists => Now.Spec is not null;

    public async Task Load() => Now = await store.Read(grain.Key) ?? Unknown;

    /// <summary>Stores a new workflow, unless there is one: then that one is what <see cref="Now"/> says, and the answer is false.</summary>
    public async Task<bool> Create(WorkflowState first, IReadOnlyList<IReadOnlyList<JobTarget>> hosts)
    {
        await grain.EndUnlessKnown(Task.WhenAll(hosts.Select((targets, step) => store.PutHosts(grain.Key, step, targets))));
        first = first with { Version = 1 };
        var existing = await grain.EndUnlessKnown(store.Create(new WorkflowEntry(grain.Key, first)));
        Now = existing ?? first;
        return existing is null;
    }

    public Task<IReadOnlyList<JobTarget>> Hosts(int step) => store.ReadHosts(grain.Key, step);

    public async Task Store(WorkflowState next)
    {
        next = next with { Version = Now.Version + 1 };
        await grain.EndUnlessKnown(store.Write(new WorkflowEntry(grain.Key, next)));
        Now = next;
    }
}
