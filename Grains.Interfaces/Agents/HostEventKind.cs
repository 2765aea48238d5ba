namespace OrleansOps.Agents;

/// <summary>What happened to a host. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.HostEventKind")]
public enum HostEventKind
{
    /// <summary>It was given its identity, for the first time or again.</summary>
    Enrolled = 0,

    Connected = 1,

    /// <summary>Its connection was closed.</summary>
    Disconnected = 2,

    /// <summary>Its connection was given up: it was silent, or took no message.</summary>
    Lost = 3,

    /// <summary>It came back as another version.</summary>
    Upgraded = 4,

    /// <summary>It gets no new tasks.</summary>
    Drained = 5,

    /// <summary>It gets new tasks again.</summary>
    Resumed = 6,

    /// <summary>Another connection spoke for it while this one was open.</summary>
    Replaced = 7,

    /// <summary>Another process with its identity was not let in.</summary>
    Refused = 8,

    /// <summary>Its session was lost together with a silo, and went on on another one.</summary>
    Recovered = 9,

    /// <summary>An operator gave it another name, or its machine calls itself another.</summary>
    Renamed = 10,

    /// <summary>An operator changed its labels.</summary>
    Labelled = 11,

    /// <summary>It runs another number of tasks at once: an operator said so, or its load did.</summary>
    SlotsChanged = 12,
}
