using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Connection;

internal sealed partial class HubConnector
{
    [LoggerMessage(4141, LogLevel.Information, "The gateway says something that this agent does not know, {Count} times by now; it is ignored. A newer agent may know it")]
    private partial void LogPassedOver(long count);

    [LoggerMessage(4012, LogLevel.Information, "The connection to {Gateway} is open")]
    private partial void LogConnected(Uri gateway);
}
