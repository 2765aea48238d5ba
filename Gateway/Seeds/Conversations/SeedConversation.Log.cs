namespace OrleansOps.Seeds.Conversations;

internal sealed partial class SeedConversation
{
    private ILogger Logger => _services.Logger;

    private void LogOver(string system, string agentId, string why) => LogOver(Logger, system, agentId, why);

    private void LogFailed(Exception failure, string system, string agentId) => LogFailed(Logger, failure, system, agentId);

    private void LogStuck(string system, string agentId) => LogStuck(Logger, system, agentId);

    private void LogRefused(string system, string agentId, string what) => LogRefused(Logger, system, agentId, what);

    private void LogUnwanted(string system, string agentId, string taskId) => LogUnwanted(Logger, system, agentId, taskId);

    private void LogNotAsked(string system, string agentId, string taskId, string why) => LogNotAsked(Logger, system, agentId, taskId, why);

    private void LogNotTaken(string system, string agentId, string taskId, string why) => LogNotTaken(Logger, system, agentId, taskId, why);

    private void LogBroken(Exception failure, string system, string agentId, string taskId) => LogBroken(Logger, failure, system, agentId, taskId);

    private void LogNotBorne(string system, string agentId, string why) => LogNotBorne(Logger, system, agentId, why);

    private void LogLostEnd(string system, string agentId, string taskId) => LogLostEnd(Logger, system, agentId, taskId);

    [LoggerMessage(3601, LogLevel.Debug, "{System} agent {AgentId}: its connection is over: {Why}")]
    private static partial void LogOver(ILogger logger, string system, string agentId, string why);

    [LoggerMessage(3602, LogLevel.Warning, "{System} agent {AgentId}: its session could not be opened or held; it comes again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string system, string agentId);

    [LoggerMessage(3603, LogLevel.Warning, "{System} agent {AgentId} does not read; cutting it off")]
    private static partial void LogStuck(ILogger logger, string system, string agentId);

    [LoggerMessage(3604, LogLevel.Debug, "{System} agent {AgentId}: a message is passed over: {What}")]
    private static partial void LogRefused(ILogger logger, string system, string agentId, string what);

    [LoggerMessage(3605, LogLevel.Debug, "{System} agent {AgentId}: lines of task {TaskId} are stored nowhere: it is not this agent's")]
    private static partial void LogUnwanted(ILogger logger, string system, string agentId, string taskId);

    [LoggerMessage(3606, LogLevel.Debug, "{System} agent {AgentId}, task {TaskId}: how far its log is stored cannot be told yet: {Why}")]
    private static partial void LogNotAsked(ILogger logger, string system, string agentId, string taskId, string why);

    [LoggerMessage(3607, LogLevel.Warning, "{System} agent {AgentId}, task {TaskId}: its end is not taken, and will come again: {Why}")]
    private static partial void LogNotTaken(ILogger logger, string system, string agentId, string taskId, string why);

    [LoggerMessage(3608, LogLevel.Warning, "{System} agent {AgentId}, task {TaskId}: what it says of it could not be passed on; closing its connection")]
    private static partial void LogBroken(ILogger logger, Exception failure, string system, string agentId, string taskId);

    [LoggerMessage(2480, LogLevel.Debug, "{System} agent {AgentId} is silent, and whether it has tasks cannot be told yet: {Why}")]
    private static partial void LogNotBorne(ILogger logger, string system, string agentId, string why);

    [LoggerMessage(2481, LogLevel.Warning, "{System} agent {AgentId}, task {TaskId}: its end could not be stored, and its agent does not say it again")]
    private static partial void LogLostEnd(ILogger logger, string system, string agentId, string taskId);
}
