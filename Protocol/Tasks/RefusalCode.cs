namespace OrleansOps.Protocol;

/// <summary>Values are on the wire: add at the end, never renumber.</summary>
public enum RefusalCode
{
    /// <summary>A higher attempt is known already.</summary>
    OldAttempt = 0,

    /// <summary>The order names another agent.</summary>
    NotForMe = 1,

    /// <summary>Something in the order is outside its limits.</summary>
    Invalid = 2,

    /// <summary>The disk is full, so the order could not be written down.</summary>
    NoSpace = 3,

    /// <summary>The agent is stopping and takes no new work.</summary>
    Stopping = 4,

    /// <summary>The order to end it came first: it is not here, and will not be started.</summary>
    Cancelled = 5,

    /// <summary>The host's own settings do not let it run that (<c>only</c>, <c>commands</c>).</summary>
    NotAllowed = 6,
}
