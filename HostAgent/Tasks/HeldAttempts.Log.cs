using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class HeldAttempts
{
    [LoggerMessage(4121, LogLevel.Warning, "Task {Attempt}: the gateway does not know it; its output and result are kept among the orphans")]
    private partial void LogOrphan(string attempt);
}
