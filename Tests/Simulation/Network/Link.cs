using OrleansOps.Simulation.Server;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Network;

/// <summary>One connection of an agent to the gateway, with an end on each side that learns of its fate at its own time.</summary>
internal sealed class Link
{
    public Link(Internet internet, string agentId, Life agent, ControlPlane server, int number)
    {
        Agent = agent;
        Server = server;
        Up = new Pipe(server.Life, internet.Slowest);
        Down = new Pipe(agent, internet.Slowest);
        AgentEnd = new AgentEnd(this);
        ServerEnd = new ServerEnd(this, agentId, $"{agentId}-{number}");
    }

    public Life Agent { get; }

    public ControlPlane Server { get; }

    /// <summary>Agent to gateway.</summary>
    public Pipe Up { get; }

    /// <summary>Gateway to agent.</summary>
    public Pipe Down { get; }

    public AgentEnd AgentEnd { get; }

    public ServerEnd ServerEnd { get; }

    public bool IsDead => AgentEnd.IsClosed && ServerEnd.IsClosed;

    /// <summary>Nothing passes any more; each end learns of it when it learns of it.</summary>
    public void Cut(TimeSpan agentLearns, TimeSpan serverLearns)
    {
        Up.Cut();
        Down.Cut();
        CloseAgentEnd(agentLearns, "the connection broke");
        CloseServerEnd(serverLearns);
    }

    /// <summary>One end has closed it in order: the other sees what was sent before, and then the end.</summary>
    public void CloseAgentEnd(TimeSpan notBefore, string why)
    {
        var at = Math.Max(Down.Drained, Agent.Scheduler.Now + notBefore.Ticks);
        Agent.Scheduler.At(at, new Step(Agent, "closed", _ => AgentEnd.Close(new IOException(why)), null));
    }

    public void CloseServerEnd(TimeSpan notBefore)
    {
        var at = Math.Max(Up.Drained, Agent.Scheduler.Now + notBefore.Ticks);
        Agent.Scheduler.At(at, new Step(Server.Life, "closed", _ => ServerEnd.Close(), null));
    }
}
