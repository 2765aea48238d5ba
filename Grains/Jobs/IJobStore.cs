namespace OrleansOps.Jobs;

/// <summary>
/// Where jobs are kept: what was asked for, how it stands with its place in the lists, and its hosts in shards. Each call happens as a whole or not at
/// all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the two is not known.
/// </summary>
public interface IJobStore
{
    /// <summary>The job, or null if there is none.</summary>
    Task<JobState?> Read(string jobId);

    /// <summary>Stores a shard of a job that is not there yet, in place of one that an earlier try left. Of a job that is there nothing changes.</summary>
    Task PutShard(string jobId, int shard, ShardState state);

    /// <summary>Stores a new job, of version 1. Null if it did; the job that is there if the id is taken.</summary>
    Task<JobState?> Create(JobEntry entry);

    /// <summary>Stores a job in place of the version before its own.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored: somebody else writes this job too.</exception>
    Task Write(JobEntry entry);

    /// <summary>A shard, or null if there is none.</summary>
    Task<ShardState?> ReadShard(string jobId, int shard);

    /// <summary>Stores a shard in place of the version before its own.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    Task WriteShard(string jobId, int shard, ShardState state);

    /// <summary>Jobs, newest first.</summary>
    Task<JobPage> List(JobQuery query);

    /// <summary>
    /// Jobs that are over beyond the number of <paramref name="kept"/>, and those that ended before <paramref name="before"/>, the longest over first; at
    /// most <paramref name="max"/>.
    /// </summary>
    Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max);

    /// <summary>Removes everything about a job but its tasks.</summary>
    Task Forget(string jobId);
}
