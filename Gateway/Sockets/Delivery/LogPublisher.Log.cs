namespace OrleansOps.Sockets.Delivery;

internal sealed partial class LogPublisher
{
    [LoggerMessage(3401, LogLevel.Warning, "Agent {AgentId}, task {TaskId}: whether the log from {Seq} on was taken is not known; trying again in {Pause}")]
    private partial void LogLostOnTheWay(Exception error, string agentId, string taskId, long seq, TimeSpan pause);

    [LoggerMessage(3405, LogLevel.Warning, "Agent {AgentId}, task {TaskId}: the log from {Seq} on is not taken; trying again in {Pause}")]
    private partial void LogNotTaken(string agentId, string taskId, long seq, TimeSpan pause);

    [LoggerMessage(3402, LogLevel.Warning, "Agent {AgentId}, task {TaskId}: publishing its log failed; closing the connection, so that the agent starts again from what is stored")]
    private partial void LogLaneLost(Exception error, string agentId, string taskId);

    [LoggerMessage(3403, LogLevel.Warning, "Agent {AgentId}, task {TaskId}: how far its log is stored cannot be told now")]
    private partial void LogResumeFailed(Exception error, string agentId, string taskId);

    [LoggerMessage(3404, LogLevel.Debug, "Agent {AgentId}, task {TaskId}: the connection closed before its log was taken: {Why}")]
    private partial void LogLeftBehind(string agentId, string taskId, string why);
}
