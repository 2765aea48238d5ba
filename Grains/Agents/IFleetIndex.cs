using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>What lists of agents read. Each call happens as a whole or not at all.</summary>
public interface IFleetIndex
{
    /// <summary>Stores a view unless one of a newer session is there, and publishes those events that were not published for this agent before.</summary>
    Task Put(AgentView agent, IReadOnlyList<NumberedEvent> events);

    Task Remove(string agentId);

    /// <summary>Agents by name. One that is stored as online but was not seen since <paramref name="staleBefore"/> counts as offline.</summary>
    Task<AgentPage> List(AgentQuery query, DateTimeOffset staleBefore);

    /// <summary>Ids of the agents with exactly this name, at most 10.</summary>
    Task<IReadOnlyList<string>> Named(string name);
}
