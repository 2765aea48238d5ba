using Orleans.Concurrency;

namespace OrleansOps.Agents;

/// <summary>Reads the list of agents. Key: 0; a stateless worker.</summary>
[Alias("ops.IFleetIndexGrain")]
public interface IFleetIndexGrain : IGrainWithIntegerKey
{
    [ReadOnly, Alias("List")]
    Task<AgentPage> List(AgentQuery query);

    /// <summary>Ids of the agents with exactly this name, at most 10.</summary>
    [ReadOnly, Alias("Named")]
    Task<IReadOnlyList<string>> Named(string name);

    /// <summary>What has changed since; null: from now on. Ask again within a few seconds, or changes are not kept for you.</summary>
    [ReadOnly, Alias("Changes")]
    Task<AgentChanges> Changes(string? cursor);
}
