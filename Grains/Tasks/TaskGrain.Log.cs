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

    [LoggerMessage(2004, LogLevel.Warning, "Task {TaskId}: the index was not told; it will be at the task's due time")]
    private partial void LogAnnounceFailed(Exception failure, string taskId);

    [LoggerMessage(2005, LogLevel.Warning, "Task {TaskId}: result of attempt {Attempt} ignored, attempt {Current} was accepted since")]
    private partial void LogOldResult(string taskId, int attempt, int current);

    [LoggerMessage(2006, LogLevel.Warning, "Task {TaskId}: a second result, {MessageId}, is ignored")]
    private partial void LogSecondResult(string taskId, string messageId);
}
