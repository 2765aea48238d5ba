namespace OrleansOps.Protocol;

/// <summary>In which way an attempt ended. Values are on the wire: add at the end, never renumber.</summary>
public enum TaskOutcome
{
    /// <summary>The root process ended by itself.</summary>
    Exited = 0,

    /// <summary>Ended on the operator's order; its whole process tree is dead.</summary>
    Cancelled = 1,

    /// <summary>Ended because its time was up; its whole process tree is dead.</summary>
    TimedOut = 2,

    /// <summary>No process came to be; the note says why.</summary>
    CouldNotStart = 3,

    /// <summary>It ran, but how it ended is not known: the host restarted, or its supervisor was killed.</summary>
    Unknown = 4,

    /// <summary>Ended because it went over one of its limits; its whole process tree is dead. The failure says which.</summary>
    LimitExceeded = 5,
}
