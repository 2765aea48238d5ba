using OrleansOps.Jobs;

namespace OrleansOps.Simulation.World;

/// <summary>One job as the world knows it: what was asked for, and what is stored. All of its hosts are in one shard.</summary>
internal sealed class SimulatedJob(string id, JobSpec spec, IReadOnlyList<JobTarget> hosts)
{
    public string Id => id;

    public JobSpec Spec => spec;

    public IReadOnlyList<JobTarget> Hosts => hosts;

    /// <summary>Its submitter was told that it is stored.</summary>
    public bool IsAcknowledged { get; set; }

    public bool IsStopAsked { get; set; }

    public JobState? Stored { get; set; }

    public ShardState? Shard { get; set; }

    public bool IsOver => Stored is { Entering: 0 } job && job.Phase.IsTerminal();
}
