namespace OrleansOps.Jobs;

/// <summary>How a host of a job stands, by its newest task.</summary>
[GenerateSerializer, Alias("ops.JobHostState")]
public enum JobHostState
{
    /// <summary>It had no turn yet, or will have none.</summary>
    Waiting = 0,

    /// <summary>It has a task that is not over.</summary>
    Open = 1,

    Succeeded = 2,

    /// <summary>Exit code other than 0, time over, over a limit, could not start, or lost.</summary>
    Failed = 3,

    /// <summary>The host did not take its task.</summary>
    Undelivered = 4,

    Cancelled = 5,
}
