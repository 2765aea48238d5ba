using OrleansOps.Protocol;

namespace OrleansOps.Sockets.Connections;

/// <summary>What carries the messages of one connection: the native hub, or the door of another protocol, which turns its own words into those of the native one.</summary>
/// <param name="ConnectionId">Names the connection in this process.</param>
/// <param name="AgentId">Who it belongs to, as was proven at the door.</param>
/// <param name="Client">Says something to the agent.</param>
/// <param name="Abort">Ends it; returns at once.</param>
/// <param name="Gone">The connection is over.</param>
internal sealed record AgentLine(string ConnectionId, string AgentId, IAgentClient Client, Action Abort, CancellationToken Gone)
{
    /// <summary>
    /// Its agent has a journal: it says in each session what it holds, and takes an order that comes twice for one. Without, nothing is sent that may have
    /// arrived before.
    /// </summary>
    public bool HasJournal { get; init; } = true;
}
