using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// One socket of one agent, as grains see it; the gateway implements it beside the socket. Each call returns when the message is handed to
/// the socket and fails when the socket is gone.
/// </summary>
[Alias("ops.IAgentConnection")]
public interface IAgentConnection : IGrainObserver
{
    [Alias("Run")]
    Task Run(DispatchOrder order);

    [Alias("Cancel")]
    Task Cancel(string taskId, int attempt);

    /// <summary>Types into a task, and says what became of it. It says so too where the agent does not answer in time.</summary>
    [Alias("Type")]
    Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input);

    [Alias("LogStored")]
    Task LogStored(LogMark mark);

    /// <summary>Another connection speaks for the agent, or its credential is revoked: say so and close.</summary>
    [Alias("Close")]
    Task Close(CloseReason reason, string text);
}
