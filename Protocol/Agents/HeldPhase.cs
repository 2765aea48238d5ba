namespace OrleansOps.Protocol;

/// <summary>How far a task in the agent's journal has come. Values are on the wire: add at the end, never renumber.</summary>
public enum HeldPhase
{
    /// <summary>Accepted; not started yet.</summary>
    Waiting = 0,

    Running = 1,

    /// <summary>Over; its result is not acknowledged yet.</summary>
    Ended = 2,
}
