namespace OrleansOps.Tasks;

/// <summary>Where a task stands. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TaskPhase")]
public enum TaskPhase
{
    /// <summary>Not submitted.</summary>
    None = 0,

    /// <summary>Waits for its host or for a free slot on it.</summary>
    Queued = 1,

    /// <summary>Written to the agent's socket; not acknowledged yet.</summary>
    Sent = 2,

    /// <summary>In the agent's journal: it runs, or waits for a slot there.</summary>
    Running = 3,

    /// <summary>The agent was told to end it; its confirmation is awaited.</summary>
    Cancelling = 4,

    /// <summary>The confirmation did not come in time. The agent is asked again until it answers or the task is given up.</summary>
    CancelUnconfirmed = 5,

    /// <summary>Exited with code 0.</summary>
    Succeeded = 6,

    /// <summary>Exited otherwise, or could not be started.</summary>
    Failed = 7,

    /// <summary>Its time was up; its process tree is dead.</summary>
    TimedOut = 8,

    /// <summary>Ended on an operator's order before it started, or with its process tree dead.</summary>
    Cancelled = 9,

    /// <summary>How it ended is not known: its host went away, or lost sight of it.</summary>
    Lost = 10,

    /// <summary>It never ran: the host refused it, or did not take it in time.</summary>
    Rejected = 11,
}
