using System.Net;

namespace OrleansOps.Access;

internal sealed partial class RefusalLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Refused {Source} at {Path}: no token; {Unsaid} other such refusals were not logged")]
    private partial void LogNoToken(IPAddress? source, string path, long unsaid);

    [LoggerMessage(3102, LogLevel.Warning, "Refused {Source} at {Path}: token {TokenId} is {Status}; {Unsaid} other such refusals were not logged")]
    private partial void LogWrongToken(string tokenId, string status, IPAddress? source, string path, long unsaid);

    [LoggerMessage(3103, LogLevel.Warning, "Refused {Source} at {Path}: token {TokenId} is of kind {Kind}, which does not open this door; {Unsaid} other such refusals were not logged")]
    private partial void LogWrongDoor(string? tokenId, string kind, IPAddress? source, string path, long unsaid);

    [LoggerMessage(3104, LogLevel.Warning, "Refused agent {AgentId} from {Source}: it sends its token as it is. Update the agent on that host; until all are updated, Gateway:Access:AgentsWithoutProof=true lets old ones in; {Unsaid} other such refusals were not logged")]
    private partial void LogNoProof(string? agentId, IPAddress? source, long unsaid);
}
