using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Agents;

internal sealed partial class Session
{
    [LoggerMessage(4011, LogLevel.Information, "Connected to gateway {Version}, session {Epoch}")]
    private partial void LogWelcome(string version, long epoch);
}
