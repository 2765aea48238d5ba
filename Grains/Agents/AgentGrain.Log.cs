using Microsoft.Extensions.Logging;

namespace OrleansOps.Agents;

internal sealed partial class AgentGrain
{
    [LoggerMessage(2201, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch} is open with {Slots} slots")]
    private partial void LogConnected(string agentId, string name, long epoch, int slots);

    [LoggerMessage(2202, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch} is over, {Why}")]
    private partial void LogLost(string agentId, string name, long epoch, string why);

    [LoggerMessage(2203, LogLevel.Information, "Agent {AgentId}: session {Before} is superseded by session {Epoch}")]
    private partial void LogSuperseded(string agentId, long before, long epoch);

    [LoggerMessage(2204, LogLevel.Debug, "Agent {AgentId}: the connection of session {Epoch} could not be closed; it is gone already")]
    private partial void LogCloseFailed(Exception failure, string agentId, long epoch);

    [LoggerMessage(2205, LogLevel.Warning, "Agent {AgentId}: the fleet index was not told; the next heartbeat tries again")]
    private partial void LogAnnounceFailed(Exception failure, string agentId);

    [LoggerMessage(2206, LogLevel.Warning, "Task {TaskId} could not be sent to agent {AgentId}; it is tried again in a moment")]
    private partial void LogSendFailed(Exception failure, string taskId, string agentId);

    [LoggerMessage(2210, LogLevel.Information, "Agent {AgentId} ({Name}): session {Epoch}, which was lost together with a silo, goes on here; {Running} tasks are on the host")]
    private partial void LogTakenUp(string agentId, string name, long epoch, int running);

    [LoggerMessage(2212, LogLevel.Warning, "Task {TaskId}: its order could not be sent to agent {AgentId} once more; unless it had arrived, its next attempt is sent in a while")]
    private partial void LogNotSentAgain(Exception failure, string taskId, string agentId);

    [LoggerMessage(2209, LogLevel.Information, "Agent {AgentId} ({Name}): its grain moved to this silo with session {Epoch}, {Running} tasks on the host and {Waiting} that wait")]
    private partial void LogMoved(string agentId, string name, long? epoch, int running, int waiting);

    [LoggerMessage(2208, LogLevel.Warning, "Agent {AgentId} ({Name}): another process with its identity, on {HostName}, is not let in: {Why}")]
    private partial void LogTwin(string agentId, string name, string hostName, string why);

    [LoggerMessage(2207, LogLevel.Warning, "Agent {AgentId}: session {Epoch} did not take a message and counts as lost")]
    private partial void LogTellFailed(Exception failure, string agentId, long epoch);
}
