using Microsoft.Extensions.Logging;

namespace OrleansOps.Secrets;

internal sealed partial class SecretGrain
{
    [LoggerMessage(2463, LogLevel.Information, "Secret {Name}: version {Version} is stored, by {By}")]
    private partial void LogStored(string name, int version, string by);

    [LoggerMessage(2464, LogLevel.Information, "Secret {Name} is deleted")]
    private partial void LogDeleted(string name);
}
