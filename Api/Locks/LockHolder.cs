using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>The task that has a lock.</summary>
public sealed record LockHolder
{
    [Description("Its id.")]
    public required string Task { get; init; }

    public required AgentName Agent { get; init; }

    [Description("Since when it has the lock.")]
    public required DateTimeOffset Since { get; init; }

    [Description("How it stands. One that is 'lost' may be running still, and has the lock until its host says that it is not, or somebody takes it away. Left out of lists, and where there is no such task any more.")]
    public TaskPhase? Phase { get; init; }
}
