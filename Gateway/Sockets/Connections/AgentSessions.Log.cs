namespace OrleansOps.Sockets.Connections;

internal sealed partial class AgentSessions
{
    [LoggerMessage(3211, LogLevel.Debug, "Agent {AgentId}: session {Epoch} begins; agent version {Version}")]
    private partial void LogBegun(string agentId, long epoch, string version);

    [LoggerMessage(3212, LogLevel.Debug, "Agent {AgentId}: session {Epoch} ended")]
    private partial void LogEnded(string agentId, long epoch);

    [LoggerMessage(3213, LogLevel.Warning, "Agent {AgentId}: the end of session {Epoch} could not be told to its grain, which will miss its heartbeats instead")]
    private partial void LogEndUntold(Exception error, string agentId, long epoch);

    [LoggerMessage(3214, LogLevel.Warning, "Agent {AgentId}: its grain did not take a heartbeat; the agent goes on at its last pace")]
    private partial void LogHeartbeatLost(Exception error, string agentId);

    [LoggerMessage(3215, LogLevel.Information, "Agent {AgentId}: session {Epoch} was lost together with a silo, and goes on")]
    private partial void LogTakenUp(string agentId, long epoch);
}
