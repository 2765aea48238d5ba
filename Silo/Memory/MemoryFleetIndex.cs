using OrleansOps.Agents;
using OrleansOps.Live;
using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>The list of agents in memory.</summary>
internal sealed class MemoryFleetIndex(MemoryEvents published, IChanges<AgentView> changes) : IFleetIndex
{
    private const int MostNamed = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, AgentView> _agents = [];
    private readonly Dictionary<string, long> _published = [];

    public Task Put(AgentView agent, IReadOnlyList<NumberedEvent> events)
    {
        lock (_lock)
        {
            if (!_agents.TryGetValue(agent.Id, out var stored) || stored.Epoch <= agent.Epoch)
            {
                _agents[agent.Id] = agent;
                _published[agent.Id] = published.Publish(events, _published.GetValueOrDefault(agent.Id, -1));
            }
        }

        changes.Tell(agent.Id, agent);
        return Task.CompletedTask;
    }

    public Task Remove(string agentId)
    {
        lock (_lock)
        {
            _agents.Remove(agentId);
        }

        changes.Tell(agentId, view: null);
        return Task.CompletedTask;
    }

    public Task<AgentPage> List(AgentQuery query, DateTimeOffset staleBefore)
    {
        List<AgentView> found;
        lock (_lock)
        {
            found =
            [
                .. _agents.Values
                    .Select(agent => agent.AsOf(staleBefore))
                    .Where(query.Matches)
                    .OrderBy(Place, StringComparer.Ordinal)
                    .SkipWhile(agent => query.Cursor is { } cursor && string.CompareOrdinal(Place(agent), cursor) <= 0)
                    .Take(query.Limit + 1),
            ];
        }

        return Task.FromResult(found.Count <= query.Limit
            ? new AgentPage(found, null)
            : new AgentPage(found[..query.Limit], Place(found[query.Limit - 1])));
    }

    public Task<IReadOnlyList<string>> Named(string name)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>(_agents.Values.Where(agent => string.Equals(agent.Name, name, StringComparison.Ordinal)).Take(MostNamed).Select(agent => agent.Id).ToList());
        }
    }

    private static string Place(AgentView agent) => $"{agent.Name}\n{agent.Id}";
}
