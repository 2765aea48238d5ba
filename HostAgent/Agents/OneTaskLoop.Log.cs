using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Agents;

internal sealed partial class OneTaskLoop
{
    [LoggerMessage(4021, LogLevel.Information, "Told to end: takes no task any more, and cancels those that it has ({Count})")]
    private partial void LogEnding(int count);

    [LoggerMessage(4022, LogLevel.Information, "This host has left the fleet")]
    private partial void LogLeft();

    [LoggerMessage(4023, LogLevel.Warning, "The gateway did not say that this host has left: {Why}")]
    private partial void LogNotLeft(string why);

    [LoggerMessage(4024, LogLevel.Error, "Given up: the gateway was not told all, and {Count} results are lost. The host may still be listed: remove it")]
    private partial void LogGaveUp(int count);
}
