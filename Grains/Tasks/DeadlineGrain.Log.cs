using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

internal sealed partial class DeadlineGrain
{
    [LoggerMessage(2101, LogLevel.Warning, "Deadline shard {Shard}: due tasks could not be read; trying again at the next tick")]
    private partial void LogStoreUnavailable(Exception failure, long shard);

    [LoggerMessage(2102, LogLevel.Warning, "Task {TaskId}: could not be told that its due time has passed; trying again at the next tick")]
    private partial void LogWakeFailed(Exception failure, string taskId);
}
