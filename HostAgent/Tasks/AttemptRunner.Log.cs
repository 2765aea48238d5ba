using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class AttemptRunner
{
    [LoggerMessage(4157, LogLevel.Warning, "Attempt {Attempt} is not started: {Why}")]
    private partial void LogNotAllowed(string attempt, string why);

    [LoggerMessage(4111, LogLevel.Information, "Task {Attempt}: being ended, because {Reason}")]
    private partial void LogEnding(string attempt, string reason);

    [LoggerMessage(4112, LogLevel.Debug, "Task {Attempt}: {Outcome}, exit code {ExitCode}, signal {Signal}")]
    private partial void LogEnded(string attempt, TaskOutcome outcome, int? exitCode, int? signal);

    [LoggerMessage(4113, LogLevel.Debug, "Task {Attempt}: left to the agent's next start")]
    private partial void LogLeftRunning(string attempt);

    [LoggerMessage(4114, LogLevel.Critical, "Task {Attempt}: the agent failed while it looked after it; reported as unknown")]
    private partial void LogBroken(Exception broken, string attempt);

    [LoggerMessage(4115, LogLevel.Debug, "Task {Attempt}: it has ended, and what it left is brought")]
    private partial void LogGathering(string attempt);
}
