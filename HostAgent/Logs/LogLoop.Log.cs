using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Logs;

internal sealed partial class LogLoop
{
    [LoggerMessage(4301, LogLevel.Debug, "Task {Attempt}: a piece of output could not be sent; it goes out again when connected")]
    private partial void LogNotSent(Exception failed, string attempt);

    [LoggerMessage(4302, LogLevel.Warning, "Task {Attempt}: its output could not be read; trying again")]
    private partial void LogUnreadable(Exception failed, string attempt);

    [LoggerMessage(4303, LogLevel.Debug, "Task {Attempt}: the gateway did not say where its log goes on; asking again")]
    private partial void LogNoAnswer(Exception failed, string attempt);

    [LoggerMessage(4304, LogLevel.Warning, "Task {Attempt}: the gateway refused a piece of output ({Problem}); sending again from its mark")]
    private partial void LogRefused(string attempt, string problem);

    [LoggerMessage(4305, LogLevel.Error, "Task {Attempt}: {Stdout} and {Stderr} bytes of its output are stored, which is more than this host has; its disk lost some")]
    private partial void LogBeyond(string attempt, long stdout, long stderr);

    [LoggerMessage(4307, LogLevel.Warning, "Task {Attempt}: the gateway takes none of its output: {Problem}")]
    private partial void LogClosed(string attempt, string problem);

    [LoggerMessage(4306, LogLevel.Information, "Task {Attempt}: nothing was heard of its output for a while; asking the gateway how far it is stored")]
    private partial void LogStalled(string attempt);
}
