using OrleansOps.Agents;

namespace OrleansOps.Sockets.Connections;

/// <summary>
/// Why an agent's grain no longer listens to a session: a newer one speaks for the agent, or the grain has ended this one (it was silent for
/// long). The agent waits long after the first and comes back at once after the second, so the two must not be confused.
/// </summary>
internal static class SessionLoss
{
    /// <summary>Null: the session goes on.</summary>
    public static (CloseReason Reason, string Text)? Of(SessionStanding standing, AgentSocket socket) => standing switch
    {
        SessionStanding.Open or SessionStanding.TakenUp => null,
        SessionStanding.Superseded => (CloseReason.Superseded, $"A newer connection speaks for agent {socket.AgentId}."),
        _ => (CloseReason.ShuttingDown, $"The server lost sight of this session of agent {socket.AgentId}. Connect again."),
    };
}
