namespace OrleansOps.Jobs;

/// <summary>One job as its grain has it: what the store has.</summary>
internal sealed class StoredJob(GrainScope grain, IJobStore store)
{
    private static readonly JobState Unknown = new();

    private Task? _loading;

    public JobState Now { get; private set; } = Unknown;

    public bool Exists => Now.Spec is not null;

    /// <summary>Reads the job, once.</summary>
    public Task Load() => _loading ??= grain.EndUnlessKnown(Read());

    /// <summary>Stores a new job and its shards, unless there is one: then that one is what <see cref="Now"/> says, and the answer is false.</summary>
    public async Task<bool> Create(JobState first, IEnumerable<ShardState> shards)
    {
        var written = shards.Select((shard, number) => store.PutShard(grain.Key, number, shard with { Version = 1 }));
        await grain.EndUnlessKnown(Task.WhenAll(written));
        first = first with { Version = 1 };
        var existing = await grain.EndUnlessKnown(store.Create(new JobEntry(grain.Key, first)));
        Now = existing ?? first;
        return existing is null;
    }

    public async Task Store(JobState next)
    {
        next = next with { Version = Now.Version + 1 };
        await grain.EndUnlessKnown(store.Write(new JobEntry(grain.Key, next)));
        Now = next;
    }

    private async Task Read() => Now = await store.Read(grain.Key) ?? Unknown;
}
