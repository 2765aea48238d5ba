namespace OrleansOps.Jobs;

/// <summary>Where a job stands. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.JobPhase")]
public enum JobPhase
{
    /// <summary>Not submitted.</summary>
    None = 0,

    /// <summary>Its hosts get their turn, one batch after the other.</summary>
    Running = 1,

    /// <summary>No host gets its turn until somebody says so. Those that run go on.</summary>
    Paused = 2,

    /// <summary>Too many hosts failed: no other gets its turn, and those that run are waited for.</summary>
    Failing = 3,

    /// <summary>An operator has ended it: no host gets its turn, and the end of those that run is asked for and waited for.</summary>
    Stopping = 4,

    /// <summary>Every host succeeded.</summary>
    Succeeded = 5,

    /// <summary>All had their turn or too many failed, and not every host succeeded.</summary>
    Failed = 6,

    /// <summary>Ended by an operator, and nothing of it runs any more.</summary>
    Stopped = 7,
}
