using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class Reports
{
    [LoggerMessage(4101, LogLevel.Warning, "Task {TaskId}, attempt {Attempt}: refused ({Code}): {Reason}")]
    private partial void LogRefused(string taskId, int attempt, RefusalCode code, string reason);

    [LoggerMessage(4102, LogLevel.Debug, "A report could not be sent; it is repeated when connected")]
    private partial void LogNotSent(Exception failed);
}
