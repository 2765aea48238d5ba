namespace OrleansOps.Agents;

/// <summary>A name belongs to the first agent of that name that connects. Enrolments that were never used do not take it from anybody, used later or not.</summary>
internal sealed partial class AgentGrain
{
    /// <summary>Another agent that is called as this one and was connected before it.</summary>
    private async Task<string?> HolderOfItsName()
    {
        foreach (var id in (await fleet.Named(Agent.Name)).Where(id => !string.Equals(id, Id, StringComparison.Ordinal)))
        {
            if (await GrainFactory.GetGrain<IAgentGrain>(id).Describe() is { ConnectedAt: not null } other && string.Equals(other.Name, Agent.Name, StringComparison.Ordinal))
            {
                return id;
            }
        }

        return null;
    }
}
