namespace OrleansOps.Seeds.S1.Conversations;

internal sealed partial class S1Conversation
{
    private ILogger Logger => _services.Logger;

    private void LogOver(string agentId, string why) => LogOver(Logger, agentId, why);

    private void LogFailed(Exception failure, string agentId) => LogFailed(Logger, failure, agentId);

    private void LogStuck(string agentId) => LogStuck(Logger, agentId);

    private void LogRefused(string agentId, string what) => LogRefused(Logger, agentId, what);

    private void LogUnwanted(string agentId, string taskId) => LogUnwanted(Logger, agentId, taskId);

    private void LogNotAsked(string agentId, string taskId, string why) => LogNotAsked(Logger, agentId, taskId, why);

    private void LogNotTaken(string agentId, string taskId, string why) => LogNotTaken(Logger, agentId, taskId, why);

    private void LogBroken(Exception failure, string agentId, string taskId) => LogBroken(Logger, failure, agentId, taskId);

    [LoggerMessage(3601, LogLevel.Debug, "S1 agent {AgentId}: its connection is over: {Why}")]
    private static partial void LogOver(ILogger logger, string agentId, string why);

    [LoggerMessage(3602, LogLevel.Warning, "S1 agent {AgentId}: its session could not be opened or held; it comes again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string agentId);

    [LoggerMessage(3603, LogLevel.Warning, "S1 agent {AgentId} does not read; cutting it off")]
    private static partial void LogStuck(ILogger logger, string agentId);

    [LoggerMessage(3604, LogLevel.Debug, "S1 agent {AgentId}: a message is passed over: {What}")]
    private static partial void LogRefused(ILogger logger, string agentId, string what);

    [LoggerMessage(3605, LogLevel.Debug, "S1 agent {AgentId}: lines of task {TaskId} are acknowledged and stored nowhere: it is not this agent's")]
    private static partial void LogUnwanted(ILogger logger, string agentId, string taskId);

    [LoggerMessage(3606, LogLevel.Debug, "S1 agent {AgentId}, task {TaskId}: how far its log is stored cannot be told yet: {Why}")]
    private static partial void LogNotAsked(ILogger logger, string agentId, string taskId, string why);

    [LoggerMessage(3607, LogLevel.Warning, "S1 agent {AgentId}, task {TaskId}: its end is not taken, and will come again: {Why}")]
    private static partial void LogNotTaken(ILogger logger, string agentId, string taskId, string why);

    [LoggerMessage(3608, LogLevel.Warning, "S1 agent {AgentId}, task {TaskId}: what it says of it could not be passed on; closing its connection, so that it says it again")]
    private static partial void LogBroken(ILogger logger, Exception failure, string agentId, string taskId);
}
