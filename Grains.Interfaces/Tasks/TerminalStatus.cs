namespace OrleansOps.Tasks;

/// <summary>Whether something can be typed into a task. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TerminalStatus")]
public enum TerminalStatus
{
    /// <summary>It can.</summary>
    Typed = 0,

    /// <summary>Its program does not run yet.</summary>
    NotRunning = 1,

    /// <summary>It is over, or its host does not have it.</summary>
    Over = 2,

    /// <summary>It was not started to take input, or its host does not know how.</summary>
    TakesNone = 3,

    /// <summary>Too much of it waits already, or its terminal does not answer.</summary>
    Busy = 4,

    /// <summary>It is outside the host's limits.</summary>
    Refused = 5,

    /// <summary>Its host is not connected.</summary>
    Away = 6,
}
