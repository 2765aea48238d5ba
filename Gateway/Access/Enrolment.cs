using System.Security.Claims;
using OrleansOps.Agents;

namespace OrleansOps.Access;

/// <summary>Exchanges a join token for the identity of one agent. Asking again with the same request id gives the same agent a fresh secret.</summary>
internal sealed class Enrolment(IGrainFactory grains, TokenChecks checks)
{
    /// <returns>The agent's token, or why there is none.</returns>
    public async Task<(TokenStatus Status, string? AgentId, AccessToken? Token)> Enrol(AccessToken join, ClaimsPrincipal joiner, Protocol.EnrolRequest request)
    {
        var grant = await grains.GetGrain<ITokenGrain>(join.Id).Enrol(join.SecretHash(), request.RequestId, AccessToken.NewId());
        if (grant is not { Status: TokenStatus.Valid, AgentId: { } agentId })
        {
            return (grant.Status, null, null);
        }

        // The join token's labels stand above the host's own: what an operator decided is not for the host to change.
        var labels = new Dictionary<string, string>(request.Labels, StringComparer.Ordinal);
        foreach (var (name, value) in grant.Labels)
        {
            labels[name] = value;
        }

        // An agent has one token, whose id is its own: the one before it opens nothing from here on.
        var token = AccessToken.New(TokenKind.Agent, agentId);
        var replaced = await grains.GetGrain<ITokenGrain>(agentId).Replace(
            new TokenSpec { Kind = TokenKind.Agent, Name = request.Name, SecretHash = token.SecretHash(), AgentId = agentId, CreatedBy = joiner.TokenName(), CreatedById = join.Id });
        checks.Forget(agentId);
        if (!replaced)
        {
            return (TokenStatus.Revoked, null, null);
        }

        await grains.GetGrain<IAgentGrain>(agentId).Rekeyed();
        await grains.GetGrain<IAgentGrain>(agentId).Register(new AgentRegistration(request.Name, labels));

        // Removed meanwhile: else it would stay listed, and could never connect.
        if (await grains.GetGrain<ITokenGrain>(agentId).Describe() is not { Revoked: false })
        {
            await grains.GetGrain<IAgentGrain>(agentId).Remove();
            return (TokenStatus.Revoked, null, null);
        }

        return (TokenStatus.Valid, agentId, token);
    }
}
