namespace OrleansOps.Jobs;

/// <summary>Some hosts of a job as their grain has them: what the store has, and ends of tasks that it is not told of yet.</summary>
internal sealed class StoredShard(GrainScope grain, IJobStore store, string jobId, int number)
{
    private ShardState? _stored;

    /// <summary>Null where there is no such shard.</summary>
    public ShardState? Now { get; private set; }

    public bool IsStored => ReferenceEquals(Now, _stored);

    public async Task Load() => Now = _stored = await store.ReadShard(jobId, number);

    /// <summary>Takes a step that is stored with the next one.</summary>
    public void Hold(ShardState next) => Now = next;

    public Task Store() => Store(Now!);

    public async Task Store(ShardState next)
    {
        next = next with { Version = _stored!.Version + 1 };
        await grain.EndUnlessKnown(store.WriteShard(jobId, number, next));
        Now = _stored = next;
    }
}
