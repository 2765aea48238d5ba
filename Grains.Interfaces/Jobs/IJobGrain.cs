using Orleans.Concurrency;

namespace OrleansOps.Jobs;

/// <summary>
/// One task for many hosts: which of them may have their turn, and whether it is over. Key: the job id. It hears from shards of about 200 hosts, never
/// from hosts. Calls flow one way: this grain calls its shards and waits; they only send one-way calls here.
/// </summary>
[Alias("ops.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Stores the job with its hosts, and begins. Harmless to repeat.</summary>
    /// <param name="hosts">In the order of their turns; not empty. Of a job that is there already they mean nothing.</param>
    [ResponseTimeout("00:01:00"), Alias("Submit")]
    Task<JobReply> Submit(JobSpec spec, IReadOnlyList<JobTarget> hosts);

    /// <summary>The job as it stands, or null if it was never submitted.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<JobView?> Describe();

    /// <summary>The job once it is otherwise than was seen, or as it stands after <paramref name="patience"/> (at most 5 s); null if unknown.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Changed")]
    Task<JobView?> WaitForChange(string seen, TimeSpan patience);

    /// <summary>Its hosts, in the order of their turns; null if the job is unknown.</summary>
    [AlwaysInterleave, Alias("Hosts")]
    Task<IReadOnlyList<JobHostView>?> Hosts(JobHostQuery query);

    /// <summary>No host gets its turn until <see cref="Resume"/>. Null if the job is unknown.</summary>
    [Alias("Pause")]
    Task<JobChange?> Pause(string by);

    [Alias("Resume")]
    Task<JobChange?> Resume();

    /// <summary>No host gets its turn any more, and what runs is cancelled.</summary>
    [Alias("Stop")]
    Task<JobChange?> Stop(string by);

    /// <summary>Another round of a job that is over. Harmless to repeat with the same number.</summary>
    /// <param name="round">One more than the job's round.</param>
    [ResponseTimeout("00:01:00"), Alias("Retry")]
    Task<JobChange?> Retry(int round, JobRetry which, string by);

    /// <summary>The same with other values of variables, which hosts have from this round on.</summary>
    /// <param name="inputs">By the name of the variable; in place of all that were given before.</param>
    [ResponseTimeout("00:01:00"), Alias("RetryWith")]
    Task<JobChange?> RetryWith(int round, JobRetry which, string by, IReadOnlyDictionary<string, string> inputs);

    /// <summary>What the newest tasks of its hosts have set as outputs, of those that are over; null if the job is unknown.</summary>
    [AlwaysInterleave, ResponseTimeout("00:01:00"), Alias("Outputs")]
    Task<OutputsOfJob?> Outputs();

    [Alias("Pace")]
    Task<JobChange?> Pace(int maxConcurrent);

    /// <summary>How a shard stands.</summary>
    [OneWay, Alias("Told")]
    Task Told(int shard, ShardReport report);
}
