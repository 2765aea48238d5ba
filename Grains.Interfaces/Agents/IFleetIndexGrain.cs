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
}
