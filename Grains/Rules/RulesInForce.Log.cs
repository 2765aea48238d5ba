using Microsoft.Extensions.Logging;

namespace OrleansOps.Rules;

internal sealed partial class RulesInForce
{
    [LoggerMessage(2591, LogLevel.Warning, "Rules on commands cannot be read; those of version {Version} hold meanwhile")]
    private partial void LogUnread(Exception unread, long version);
}
