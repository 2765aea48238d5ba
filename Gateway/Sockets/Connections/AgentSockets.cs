using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OrleansOps.Protocol;
using OrleansOps.Secrets;

namespace OrleansOps.Sockets.Connections;

/// <summary>The agents that are connected to this gateway.</summary>
internal sealed partial class AgentSockets(
    IHubClients<IAgentClient> clients, TaskSecrets secrets, IOptions<AgentSocketOptions> options, TimeProvider time, ILogger<AgentSockets> logger)
{
    private readonly ConcurrentDictionary<string, AgentSocket> _sockets = new(StringComparer.Ordinal);

    public AgentSocketOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public TaskSecrets Secrets { get; } = secrets;

    /// <summary>The gateway stops: nobody is let in any more.</summary>
    public bool IsStopping { get; set; }

    public int Count => _sockets.Count;

    public IEnumerable<AgentSocket> All => _sockets.Select(entry => entry.Value);

    public void Open(HubCallerContext context) =>
        Open(new AgentLine(context.ConnectionId, context.UserIdentifier!, clients.Client(context.ConnectionId), context.Abort, context.ConnectionAborted));

    public AgentSocket Open(AgentLine line) => _sockets[line.ConnectionId] = new AgentSocket(line, this);

    public AgentSocket? Find(string connectionId) => _sockets.GetValueOrDefault(connectionId);

    public AgentSocket? Remove(string connectionId) => _sockets.TryRemove(connectionId, out var socket) ? socket : null;
}
