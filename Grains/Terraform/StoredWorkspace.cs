namespace OrleansOps.Terraform;

/// <summary>One workspace as its grain has it: what the store has.</summary>
internal sealed class StoredWorkspace(GrainScope grain, IWorkspaceStore store, int most)
{
    private static readonly WorkspaceState Unknown = new();

    public WorkspaceState Now { get; private set; } = Unknown;

    public bool Exists => Now.Version > 0;

    public async Task Load() => Now = await store.Read(grain.Key) ?? Unknown;

    /// <summary>Stores what is to stand now, if it is another than what stands.</summary>
    public async Task<WorkspaceStored> Store(WorkspaceState next)
    {
        if (ReferenceEquals(next, Now))
        {
            return WorkspaceStored.Done;
        }

        var now = grain.Time.GetUtcNow();
        next = next with { Version = Now.Version + 1, CreatedAt = Exists ? Now.CreatedAt : now, ChangedAt = now };
        var (before, after) = (Now.Contents().ToList(), next.Contents().ToList());
        var added = after.Except(before).Select(content => ((string, int)?)content).SingleOrDefault();
        var stored = await grain.EndUnlessKnown(store.Write(new WorkspaceEntry(grain.Key, next, added, [.. before.Except(after).Select(content => content.Name)]), most));
        Now = stored == WorkspaceStored.Done ? next : Now;
        return stored;
    }

    public async Task Forget()
    {
        await grain.EndUnlessKnown(store.Forget(grain.Key, Now));
        Now = Unknown;
    }
}
