using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class ForkServer
{
    [LoggerMessage(4411, LogLevel.Warning, "The parent of the tasks' supervisors (opsexec, process {Pid}) was killed; {Attempts} running tasks are watched through their files, and another parent is started when it is needed")]
    private partial void LogDied(int pid, int attempts);

    [LoggerMessage(4412, LogLevel.Error, "The parent of the tasks' supervisors (opsexec) could not be started again")]
    private partial void LogNotStarted(Exception failed);
}
