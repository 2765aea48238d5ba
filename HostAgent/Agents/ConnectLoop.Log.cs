using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

internal sealed partial class ConnectLoop
{
    [LoggerMessage(4001, LogLevel.Information, "The connection was closed: {Reason}")]
    private partial void LogClosed(string reason);

    [LoggerMessage(4002, LogLevel.Warning, "Not connected: {Reason} Trying again; running tasks run on")]
    private partial void LogNoSession(string reason);

    [LoggerMessage(4003, LogLevel.Error, "The gateway does not accept this agent's credential (HTTP {Status}). Enrol it again with 'ops-agent enrol'; until then it tries once a minute, and running tasks run on")]
    private partial void LogCredentialRefused(int status);

    [LoggerMessage(4004, LogLevel.Warning, "The gateway says goodbye ({Code}): {Reason} (Superseded means that two agents share one identity: enrol one of them again)")]
    private partial void LogGoodbye(GoodbyeCode code, string reason);

    [LoggerMessage(4005, LogLevel.Information, "Connecting again, to tell the gateway what has changed")]
    private partial void LogRenewed();
}
