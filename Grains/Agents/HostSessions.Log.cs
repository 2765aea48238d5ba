using Microsoft.Extensions.Logging;

namespace OrleansOps.Agents;

internal sealed partial class HostSessions
{
    [LoggerMessage(2201, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch} is open with {Slots} slots")]
    private partial void LogConnected(string agentId, string name, long epoch, int slots);

    [LoggerMessage(2202, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch} is over, {Why}")]
    private partial void LogLost(string agentId, string name, long epoch, string why);

    [LoggerMessage(2203, LogLevel.Information, "Agent {AgentId}: session {Before} is superseded by session {Epoch}")]
    private partial void LogSuperseded(string agentId, long before, long epoch);

    [LoggerMessage(2204, LogLevel.Debug, "Agent {AgentId}: the connection of session {Epoch} could not be closed; it is gone already")]
    private partial void LogCloseFailed(Exception failure, string agentId, long epoch);

    [LoggerMessage(2207, LogLevel.Warning, "Agent {AgentId}: session {Epoch} did not take a message and counts as lost")]
    private partial void LogSayFailed(Exception failure, string agentId, long epoch);

    [LoggerMessage(2210, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch}, which was lost together with a silo, goes on here; {Running} tasks are on the host")]
    private partial void LogTakenUp(string agentId, string name, long epoch, int running);
}
