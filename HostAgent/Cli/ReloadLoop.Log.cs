using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Cli;

internal sealed partial class ReloadLoop
{
    [LoggerMessage(4611, LogLevel.Information, "Settings: from now on the agent goes by {Changed}")]
    private partial void LogTaken(string changed);

    [LoggerMessage(4612, LogLevel.Warning, "Settings: changed too, and gone by when the agent is started again: {Changed}")]
    private partial void LogAfterRestart(string changed);

    [LoggerMessage(4613, LogLevel.Information, "Settings: read again, nothing has changed")]
    private partial void LogSame();

    [LoggerMessage(4614, LogLevel.Error, "Settings: {Problem}")]
    private partial void LogWrong(string problem);

    [LoggerMessage(4615, LogLevel.Error, "Settings: nothing of them is taken, the agent goes on by those of before")]
    private partial void LogRefused();
}
