using Orleans.Concurrency;
using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>Some hosts of a job: gives them their tasks, and hears how these end. Key: <see cref="JobShards.Key"/>.</summary>
[Alias("ops.IJobShardGrain")]
public interface IJobShardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the order, and acts on it after the answer: how the shard stands. No host gets a turn any more by an order before it. Null if there is no such
    /// shard. Harmless to repeat.
    /// </summary>
    [Alias("Proceed")]
    Task<ShardReport?> Proceed(ShardOrder order);

    /// <summary>How it stands; null if there is no such shard.</summary>
    [Alias("Report")]
    Task<ShardReport?> Report();

    /// <summary>Takes hosts into another round, and answers when that is stored. Harmless to repeat.</summary>
    [Alias("Enter")]
    Task<ShardReport?> Enter(int round, JobRetry which);

    [AlwaysInterleave, Alias("Hosts")]
    Task<IReadOnlyList<JobHostView>> Hosts(JobHostQuery query);

    /// <summary>What the newest tasks of its hosts have set as outputs, of those that are over.</summary>
    [AlwaysInterleave, ResponseTimeout("00:01:00"), Alias("Outputs")]
    Task<OutputsOfJob> Outputs();

    /// <summary>A task that it submitted is over.</summary>
    [OneWay, Alias("Ended")]
    Task Ended(string taskId, TaskPhase phase, int? exitCode, DateTimeOffset at);
}
