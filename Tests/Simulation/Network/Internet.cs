using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Server;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Network;

/// <summary>What lies between agents and gateway.</summary>
internal sealed class Internet(Scheduler scheduler)
{
    private readonly List<Link> _links = [];
    private readonly HashSet<string> _unreachable = [];
    private int _connections;

    /// <summary>Seconds of the slowest message.</summary>
    public double Slowest { get; set; } = 0.05;

    /// <summary>The gateway that listens; null while there is none.</summary>
    public ControlPlane? Server { get; set; }

    public IGatewayConnector Connector(string agentId, Life agent) => new Way(this, agentId, agent);

    public IEnumerable<Link> Links(string agentId) => _links.Where(link => !link.IsDead && string.Equals(link.ServerEnd.UserIdentifier, agentId, StringComparison.Ordinal));

    public IEnumerable<Link> All => _links.Where(link => !link.IsDead);

    public void Isolate(string agentId) => _unreachable.Add(agentId);

    public void Heal(string agentId) => _unreachable.Remove(agentId);

    /// <summary>The kernel closes what a killed process had open; a machine that lost power does not.</summary>
    public void EndOf(Life agent, bool inOrder)
    {
        foreach (var link in _links.Where(link => link.Agent == agent && !link.ServerEnd.IsClosed))
        {
            link.CloseServerEnd(inOrder ? scheduler.Chance.Skewed(0.0005, 0.2) : scheduler.Chance.Span(1, 30));
        }

        _links.RemoveAll(link => link.Agent == agent);
    }

    public void EndOf(ControlPlane server, bool inOrder)
    {
        foreach (var link in _links.Where(link => link.Server == server && !link.AgentEnd.IsClosed))
        {
            link.Down.Cut();
            link.CloseAgentEnd(inOrder ? scheduler.Chance.Skewed(0.0005, 0.2) : scheduler.Chance.Span(1, 30), "the gateway is gone");
        }

        _links.RemoveAll(link => link.Server == server);
    }

    private Task<IGatewayConnection> Connect(string agentId, Life agent, IAgentClient orders)
    {
        var done = new TaskCompletionSource<IGatewayConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        agent.After(scheduler.Chance.Skewed(0.0005, Slowest), "connect", () =>
        {
            if (_unreachable.Contains(agentId))
            {
                agent.After(scheduler.Chance.Span(0.1, 15), "no connection", () => done.TrySetException(new IOException("No route to host")));
            }
            else if (Server is not { IsUp: true } server)
            {
                done.TrySetException(new IOException("Connection refused"));
            }
            else if (server.Life.IsStopped)
            {
                agent.After(TimeSpan.FromSeconds(15), "no handshake", () => done.TrySetException(new IOException("The handshake took too long.")));
            }
            else
            {
                Open(new Link(this, agentId, agent, server, ++_connections), orders, done);
            }
        });
        return done.Task;
    }

    private void Open(Link link, IAgentClient orders, TaskCompletionSource<IGatewayConnection> done)
    {
        _links.RemoveAll(known => known.IsDead);
        _links.Add(link);
        (link.AgentEnd.Orders, link.AgentEnd.Opening) = (orders, done);
        link.Up.Send("open", link.ServerEnd.Open);
        link.Down.Send("open", () => done.TrySetResult(link.AgentEnd));
    }

    private sealed class Way(Internet internet, string agentId, Life agent) : IGatewayConnector
    {
        public Task<IGatewayConnection> Connect(IAgentClient orders, CancellationToken cancel) => internet.Connect(agentId, agent, orders).WaitAsync(cancel);
    }
}
