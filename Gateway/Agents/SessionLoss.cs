namespace OrleansOps.Agents;

/// <summary>
/// Why an agent's grain no longer listens to a session: a newer one speaks for the agent, or the grain lost sight of this one (it was silent for
/// long, or the grain moved). The agent waits long after the first and comes back at once after the second, so the two must not be confused.
/// </summary>
internal static class SessionLoss
{
    public static async Task<(CloseReason Reason, string Text)> Of(IGrainFactory grains, AgentSocket socket)
    {
        var agent = await grains.GetGrain<IAgentGrain>(socket.AgentId).Describe();
        return agent is { } known && known.Epoch > socket.Epoch
            ? (CloseReason.Superseded, $"A newer connection speaks for agent {socket.AgentId}.")
            : (CloseReason.ShuttingDown, $"The server lost sight of this session of agent {socket.AgentId}. Connect again.");
    }
}
