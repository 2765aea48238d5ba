using Microsoft.Extensions.Logging;

namespace OrleansOps.Logs;

internal sealed partial class LogSinkGrain
{
    [LoggerMessage(2301, LogLevel.Warning, "Task {TaskId}: batch {Seq} could not be stored; trying again")]
    private partial void LogRetry(Exception failure, string taskId, long seq);

    [LoggerMessage(2302, LogLevel.Error, "Task {TaskId}: batch {Seq} could not be stored; its agent is asked to send it again")]
    private partial void LogGivenBack(Exception failure, string taskId, long seq);

    [LoggerMessage(2303, LogLevel.Information, "Task {TaskId}: a batch of agent {AgentId} was refused. {Problem}")]
    private partial void LogRefused(string taskId, string agentId, string problem);

    [LoggerMessage(2304, LogLevel.Warning, "Task {TaskId}: its stream reports a failure")]
    private partial void LogStreamError(Exception failure, string taskId);
}
