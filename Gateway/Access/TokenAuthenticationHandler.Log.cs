using System.Net;

namespace OrleansOps.Access;

internal sealed partial class TokenAuthenticationHandler
{
    [LoggerMessage(3101, LogLevel.Warning, "Refused {Source} at {Path}: no token")]
    private static partial void LogNoToken(ILogger logger, IPAddress? source, PathString path);

    [LoggerMessage(3102, LogLevel.Warning, "Refused {Source} at {Path}: token {TokenId} is {Status}")]
    private static partial void LogWrongToken(ILogger logger, string tokenId, string status, IPAddress? source, PathString path);

    [LoggerMessage(3103, LogLevel.Warning, "Refused {Source} at {Path}: token {TokenId} is of kind {Kind}, which does not open this door")]
    private static partial void LogWrongDoor(ILogger logger, string? tokenId, string kind, IPAddress? source, PathString path);

    [LoggerMessage(3104, LogLevel.Warning, "Refused agent {AgentId} from {Source}: it sends its token as it is. Update the agent on that host; until all are updated, Gateway:Access:AgentsWithoutProof=true lets old ones in")]
    private static partial void LogNoProof(ILogger logger, string? agentId, IPAddress? source);
}
