using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class LinuxTaskHost
{
    [LoggerMessage(4401, LogLevel.Warning, "Task {TaskId}, attempt {Attempt}: could not be prepared")]
    private partial void LogCouldNotStart(Exception failed, string taskId, int attempt);

    [LoggerMessage(4402, LogLevel.Warning, "Task {Attempt}: its directory could not be deleted; the next start of the agent tries again")]
    private partial void LogNotRemoved(Exception failed, string attempt);

    [LoggerMessage(4403, LogLevel.Warning, "Task {Attempt}: its directory could not be moved to the orphans")]
    private partial void LogNotSetAside(Exception failed, string attempt);

    [LoggerMessage(4150, LogLevel.Warning, "Task {Attempt}: its secret files could not be deleted; the next start of the agent tries again")]
    private partial void LogSecretsNotRemoved(Exception failed, string attempt);
}
