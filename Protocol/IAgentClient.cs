namespace OrleansOps.Protocol;

/// <summary>What the gateway may tell an agent.</summary>
public interface IAgentClient
{
    /// <summary>Run this task, once for each attempt number.</summary>
    Task Run(RunTask order);

    /// <summary>End this task and everything it started. Harmless when the task is unknown or over.</summary>
    Task Cancel(CancelTask order);

    /// <summary>Type this into the terminal of a task. Answered by <see cref="IAgentHub.Typed"/>, and harmless to say again.</summary>
    Task Type(TypeInput input);

    /// <summary>The log is stored up to this mark. If the agent's own count differs there, the mark is right: send again from it.</summary>
    Task LogStored(LogMark mark);

    /// <summary>The report with this message id is stored, or needs no storing: the agent may forget it.</summary>
    Task Settled(TaskSettled settled);

    /// <summary>The gateway is about to close this connection, and why.</summary>
    Task Goodbye(Goodbye goodbye);
}
