using OrleansOps.Agents;

namespace OrleansOps.Sockets.Connections;

internal sealed partial class AgentSockets
{
    [LoggerMessage(3201, LogLevel.Information, "Agent {AgentId}: closing its connection ({Reason}): {Text}")]
    public partial void LogClosing(string agentId, CloseReason reason, string text);

    [LoggerMessage(3202, LogLevel.Debug, "Agent {AgentId}: the goodbye did not reach it: {Why}")]
    public partial void LogGoodbyeLost(string agentId, string why);

    [LoggerMessage(3203, LogLevel.Warning, "Agent {AgentId} does not read: {Messages} messages of {Bytes} bytes wait for it; cutting it off")]
    public partial void LogTooSlow(string agentId, int messages, long bytes);

    [LoggerMessage(3204, LogLevel.Warning, "Agent {AgentId} has read nothing for {Wait}; cutting it off")]
    public partial void LogStuck(string agentId, TimeSpan wait);
}
