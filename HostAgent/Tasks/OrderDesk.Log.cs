using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class OrderDesk
{
    [LoggerMessage(4156, LogLevel.Warning, "Task {TaskId} is refused: {Why}")]
    private partial void LogNotAllowed(string taskId, string why);

    [LoggerMessage(4131, LogLevel.Error, "Task {TaskId}, attempt {Attempt}: could not be written down, so it is refused")]
    private partial void LogNotAccepted(IOException failed, string taskId, int attempt);

    [LoggerMessage(4132, LogLevel.Warning, "Task {TaskId}: the order to cancel it could not be written down")]
    private partial void LogCancelNotKept(IOException failed, string taskId);
}
