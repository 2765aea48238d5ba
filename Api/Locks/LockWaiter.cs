using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A task that waits for a lock.</summary>
public sealed record LockWaiter
{
    [Description("Its id.")]
    public required string Task { get; init; }

    public required AgentName Agent { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
}
