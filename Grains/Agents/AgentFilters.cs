namespace OrleansOps.Agents;

/// <summary>What lists of agents show.</summary>
public static class AgentFilters
{
    /// <summary>The agent as it must be shown if nobody has heard of it since <paramref name="staleBefore"/>.</summary>
    public static AgentView AsOf(this AgentView agent, DateTimeOffset staleBefore) =>
        agent.Presence == AgentPresence.Online && agent.LastSeenAt < staleBefore ? agent with { Presence = AgentPresence.Offline } : agent;

    public static bool Matches(this AgentQuery query, AgentView agent) =>
        (query.Presence is not { } presence || agent.Presence == presence)
        && (query.Label is not { } label || (agent.Labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal)))
        && (query.Name is not { } name || agent.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
}
