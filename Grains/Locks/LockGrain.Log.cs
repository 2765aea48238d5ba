using Microsoft.Extensions.Logging;

namespace OrleansOps.Locks;

internal sealed partial class LockGrain
{
    [LoggerMessage(2540, LogLevel.Debug, "Lock {LockId}: task {TaskId} has it, term {Term}; {Waiting} wait")]
    private partial void LogGiven(string lockId, string taskId, long term, int waiting);

    [LoggerMessage(2541, LogLevel.Debug, "Lock {LockId}: nobody has it any more")]
    private partial void LogFree(string lockId);

    [LoggerMessage(2542, LogLevel.Warning, "Lock {LockId}: {By} took it from task {TaskId}, whatever that does")]
    private partial void LogBroken(string lockId, string by, string taskId);
}
