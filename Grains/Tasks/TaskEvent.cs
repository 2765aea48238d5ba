namespace OrleansOps.Tasks;

/// <summary>What can happen to a task.</summary>
internal enum TaskEvent
{
    Submitted,

    /// <summary>Handed to the agent's connection for sending.</summary>
    Dispatched,

    /// <summary>Its order could not be written, or its connection went away, or nobody accepted it in time.</summary>
    Undelivered,

    /// <summary>The agent has it in its journal.</summary>
    Accepted,

    /// <summary>The agent will not take the order now.</summary>
    RefusedForNow,

    /// <summary>The agent will never take the order.</summary>
    RefusedForGood,

    /// <summary>The operator wants it ended, and no order ever left for the agent.</summary>
    CancelBeforeSending,

    /// <summary>The operator wants it ended, and the agent may have it.</summary>
    CancelRequested,

    ExitedZero,

    ExitedNonZero,

    /// <summary>Its root process exited with code 0, and others of it live on.</summary>
    RootExitedZero,

    /// <summary>Its root process exited otherwise, and others of it live on.</summary>
    RootExitedNonZero,

    CouldNotStart,

    TimeoutReported,

    CancelReported,

    /// <summary>The agent ended it, because it went over one of its limits.</summary>
    LimitReported,

    /// <summary>The agent says that it ran, and not how it ended.</summary>
    OutcomeUnknown,

    /// <summary>The agent's new session does not name it, and the agent never accepted it.</summary>
    NotHeld,

    /// <summary>The agent's new session does not name it, though the agent had accepted it.</summary>
    Forgotten,

    /// <summary>It waited too long for its host, and no order ever left for the agent.</summary>
    QueueExpired,

    /// <summary>It waited too long for its host, and whether an earlier order arrived is not known.</summary>
    QueueExpiredInDoubt,

    /// <summary>The agent should have reported the end long ago.</summary>
    RunExpired,

    /// <summary>The agent should have confirmed the cancellation by now.</summary>
    CancelExpired,

    /// <summary>An attempt that was started is lost or has failed, and the task's policy allows another.</summary>
    Repeated,

    /// <summary>The attempt that was to follow a failure was refused, or waited too long, and never ran.</summary>
    NotRetried,

    /// <summary>It was started and lost as often as it may be, or its order was never answered.</summary>
    Quarantined,

    /// <summary>The agent has been away for longer than its tasks wait for it, or never confirmed a cancellation.</summary>
    GivenUp,
}
