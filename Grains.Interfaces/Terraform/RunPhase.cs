namespace OrleansOps.Terraform;

/// <summary>Where a run of Terraform stands. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.RunPhase")]
public enum RunPhase
{
    /// <summary>It waits for its turn to plan.</summary>
    Waiting = 0,

    /// <summary>Its plan is made on the host.</summary>
    Planning = 1,

    /// <summary>There is a plan, which waits for somebody's word.</summary>
    Planned = 2,

    /// <summary>The plan may be applied, and waits for its turn.</summary>
    Confirmed = 3,

    /// <summary>The plan is carried out on the host.</summary>
    Applying = 4,

    /// <summary>What was planned is done.</summary>
    Applied = 5,

    /// <summary>The plan was all that was asked for, or there was nothing to change.</summary>
    Finished = 6,

    /// <summary>Somebody decided against the plan, or nobody for it in time.</summary>
    Discarded = 7,

    /// <summary>The state moved since the plan was made.</summary>
    Stale = 8,

    /// <summary>An operator ended it, and its host has confirmed that.</summary>
    Cancelled = 9,

    /// <summary>Plan or apply did not succeed.</summary>
    Failed = 10,

    /// <summary>How the apply ended is not known; it may still run.</summary>
    Lost = 11,
}
