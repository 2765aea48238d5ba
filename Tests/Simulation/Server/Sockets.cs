using Microsoft.AspNetCore.SignalR;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Network;
using OrleansOps.Sockets;

namespace OrleansOps.Simulation.Server;

/// <summary>What SignalR gives the gateway: a way to write to each connection.</summary>
internal sealed class Sockets : IHubContext<AgentHub, IAgentClient>, IHubClients<IAgentClient>
{
    private readonly Dictionary<string, ServerEnd> _open = new(StringComparer.Ordinal);

    public IHubClients<IAgentClient> Clients => this;

    public IGroupManager Groups => throw Unused();

    public IAgentClient All => throw Unused();

    public void Add(ServerEnd connection) => _open[connection.ConnectionId] = connection;

    public IAgentClient Client(string connectionId) => _open[connectionId];

    public IAgentClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw Unused();

    IAgentClient IHubClients<IAgentClient>.Clients(IReadOnlyList<string> connectionIds) => throw Unused();

    public IAgentClient Group(string groupName) => throw Unused();

    IAgentClient IHubClients<IAgentClient>.Groups(IReadOnlyList<string> groupNames) => throw Unused();

    public IAgentClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw Unused();

    public IAgentClient User(string userId) => throw Unused();

    public IAgentClient Users(IReadOnlyList<string> userIds) => throw Unused();

    private static NotSupportedException Unused() => new("The gateway writes to single connections only.");
}
