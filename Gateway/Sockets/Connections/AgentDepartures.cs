using System.Security.Claims;
using OrleansOps.Access;
using OrleansOps.Agents;

namespace OrleansOps.Sockets.Connections;

/// <summary>Lets agents go that leave for good: what an operator does who removes a host, done by the host.</summary>
internal sealed class AgentDepartures(IGrainFactory grains, TokenChecks checks, AuditTrail trail)
{
    private const string Action = "leaveFleet";

    /// <param name="socket">Who leaves.</param>
    /// <param name="agent">The same, as it was let in.</param>
    /// <param name="from">Address that it speaks from.</param>
    public async Task Leave(AgentSocket socket, ClaimsPrincipal agent, string from)
    {
        // The token first, as always: whoever has a copy of it must not come back meanwhile.
        await grains.GetGrain<ITokenGrain>(socket.AgentId).Revoke();
        checks.Forget(socket.AgentId);
        await trail.Add(new AuditEvent
        {
            TokenId = agent.TokenId(),
            TokenName = agent.TokenName(),
            From = from,
            Action = Action,
            Target = socket.AgentId,
            Detail = agent.TokenName(),
            Outcome = AuditOutcome.Done,
            Status = StatusCodes.Status204NoContent,
        });
        await grains.GetGrain<IAgentGrain>(socket.AgentId).Remove();
    }
}
