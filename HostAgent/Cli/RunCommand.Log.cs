using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Cli;

internal static partial class RunCommand
{
    [LoggerMessage(4601, LogLevel.Warning, "Settings: {Note}")]
    private static partial void LogNote(ILogger log, string note);

    [LoggerMessage(4602, LogLevel.Information, "Enrolled as {AgentId}, with the join token of the settings")]
    private static partial void LogEnrolled(ILogger log, string agentId);

    [LoggerMessage(4603, LogLevel.Information, "{Gateway} is reached through {Proxy} ({Variable})")]
    private static partial void LogProxy(ILogger log, string gateway, string proxy, string variable);
}
