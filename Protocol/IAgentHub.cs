namespace OrleansOps.Protocol;

/// <summary>
/// What an agent may tell the gateway. Who is speaking is known from the connection, never from a message. Reports return as soon as
/// they are taken; what came of them is told through <see cref="IAgentClient"/>, so a slow store never holds up a heartbeat.
/// </summary>
public interface IAgentHub
{
    /// <summary>First call on every connection. Gives the session its epoch; anything before it is refused.</summary>
    Task<Welcome> Hello(Hello hello);

    /// <summary>Says that the agent is alive and how its host is doing.</summary>
    Task<HeartbeatReply> Heartbeat(Heartbeat beat);

    /// <summary>The order is in the agent's journal. Sent again on every reconnect until the task has ended.</summary>
    Task Accepted(TaskAccepted report);

    /// <summary>The order will not be run on this host, and never was.</summary>
    Task Refused(TaskRefused report);

    /// <summary>The next piece of a task's output. Answered by <see cref="IAgentClient.LogStored"/>.</summary>
    Task Log(LogBatch batch);

    /// <summary>How far the log of an attempt is stored: where sending starts or starts again.</summary>
    Task<LogMark> ResumeLog(LogQuestion question);

    /// <summary>How a task ended. Sent again until <see cref="IAgentClient.Settled"/> names its message id.</summary>
    Task Ended(TaskEnded report);

    /// <summary>What became of something that was to be typed. Said once: who hears nothing asks again.</summary>
    Task Typed(InputTyped report);

    /// <summary>
    /// The agent goes for good, and its host is one of the fleet no longer: the token opens nothing from here on, and the connection is closed. Said by an agent that was started for
    /// one task, when it keeps nothing of that any more.
    /// </summary>
    Task Leave();
}
