namespace OrleansOps.Protocol;

/// <summary>Whether something can be typed into a task. Values are on the wire: add at the end, never renumber.</summary>
public enum InputCode
{
    /// <summary>It can; the answer says how far that has come.</summary>
    Typed = 0,

    /// <summary>Its program does not run yet.</summary>
    NotRunning = 1,

    /// <summary>It is over, or not here.</summary>
    Over = 2,

    /// <summary>It was not started to take input.</summary>
    TakesNone = 3,

    /// <summary>Too much of it waits already, or its terminal does not answer.</summary>
    Busy = 4,

    /// <summary>It is more than may be said at once or in all, or no size for a terminal.</summary>
    Refused = 5,
}
