using Microsoft.Extensions.Logging;

namespace OrleansOps.Rules;

internal sealed partial class CommandRulesGrain
{
    [LoggerMessage(2590, LogLevel.Information, "Rules on commands: version {Version} with {Count} rules, by {By}")]
    private partial void LogChanged(long version, int count, string by);
}
