namespace OrleansOps.Jobs;

/// <summary>One job as its grain has it: what the store has.</summary>
internal sealed class StoredJob(GrainScope grain, IJobStore store)
{
    private static readonly JobState Unknown = new();

    private Task? _loading;

    public JobState Now { get; private set; } = Unknown;

    public bool Exists => Now.Spec is not null;

    /// <summary>Reads the job, once.</summary>
    public Task Load() => _loading ??= EndUnlessKnown(Read());

    /// <summary>Stores a new job and its shards, unless there is one: then that one is what <see cref="Now"/> says, and the answer is false.</summary>
    public async Task<bool> Create(JobState first, IEnumerable<ShardState> shards)
    {
        var written = shards.Select((shard, number) => store.PutShard(grain.Key, number, shard with { Version = 1 }));
        await EndUnlessKnown(Task.WhenAll(written));
        first = first with { Version = 1 };
        var creating = store.Create(new JobEntry(grain.Key, first));
        await EndUnlessKnown(creating);
        var existing = await creating;
        Now = existing ?? first;
        return existing is null;
    }

    public async Task Store(JobState next)
    {
        next = next with { Version = Now.Version + 1 };
        await EndUnlessKnown(store.Write(new JobEntry(grain.Key, next)));
        Now = next;
    }

    private async Task Read() => Now = await store.Read(grain.Key) ?? Unknown;

    /// <summary>Where it is not known whether something was stored, this activation ends, and the next one reads what is true.</summary>
    private async Task EndUnlessKnown(Task storing)
    {
        try
        {
            await storing;
        }
        catch
        {
            grain.Leave();
            throw;
        }
    }
}
