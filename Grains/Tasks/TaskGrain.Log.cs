using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

internal sealed partial class TaskGrain
{
    [LoggerMessage(2001, LogLevel.Debug, "Task {TaskId}: {Happened} moves it from {From} to {To}, attempt {Attempt}")]
    private partial void LogMove(string taskId, TaskEvent happened, TaskPhase from, TaskPhase to, int attempt);

    [LoggerMessage(2002, LogLevel.Information, "Task {TaskId}: {Happened} changes nothing in phase {Phase}, attempt {Attempt}")]
    private partial void LogNoMove(string taskId, TaskEvent happened, TaskPhase phase, int attempt);

    [LoggerMessage(2003, LogLevel.Warning, "Task {TaskId}: {Happened} in phase {Phase}, attempt {Attempt}")]
    private partial void LogDeadline(string taskId, TaskEvent happened, TaskPhase phase, int attempt);

    [LoggerMessage(2004, LogLevel.Warning, "Task {TaskId}: its acceptance was not stored; the agent will say it again")]
    private partial void LogAcceptanceLost(Exception failure, string taskId);

    [LoggerMessage(2005, LogLevel.Warning, "Task {TaskId}: attempt {Attempt} is lost ({Happened}); it is started again, as its policy allows")]
    private partial void LogRepeated(string taskId, int attempt, TaskEvent happened);

    [LoggerMessage(2007, LogLevel.Warning, "Task {TaskId}: the report {MessageId} came again and says something else; the first one stands")]
    private partial void LogChangedResult(string taskId, string messageId);

    [LoggerMessage(2006, LogLevel.Warning, "Task {TaskId}: a second result, {MessageId}, is ignored")]
    private partial void LogSecondResult(string taskId, string messageId);
}
