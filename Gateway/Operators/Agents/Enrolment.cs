using System.Security.Claims;
using OrleansOps.Access;
using OrleansOps.Agents;

namespace OrleansOps.Operators.Agents;

/// <summary>
/// Exchanges a join token for the identity of one agent. Asking again with the same request id gives the same agent a fresh secret. What the host
/// says of itself is its name, where nobody else has it, and labels that are only shown, unless the token says that they count.
/// </summary>
internal sealed class Enrolment(IGrainFactory grains, TokenChecks checks, AgentNames names)
{
    public async Task<EnrolOutcome> Enrol(AccessToken join, ClaimsPrincipal joiner, Protocol.EnrolRequest request)
    {
        var newId = AccessToken.NewId();
        var grant = await grains.GetGrain<ITokenGrain>(join.Id).Enrol(join.SecretHash(), request.RequestId, newId);
        if (grant is not { Status: TokenStatus.Valid, AgentId: { } agentId })
        {
            return EnrolOutcome.Refused(grant.Status);
        }

        var agent = grains.GetGrain<IAgentGrain>(agentId);
        var known = string.Equals(agentId, newId, StringComparison.Ordinal) ? null : await agent.Describe();
        if (known?.ConnectedAt is null && await names.Taken(request.Name, agentId) is { } taken)
        {
            return new EnrolOutcome(agentId, request.Name, null, taken with { Detail = $"{taken.Title} Choose another name (--name). If it is this host, installed anew, an operator makes a token for it (opsctl join-token create --for HOST), or removes it first." });
        }

        // An agent has one token, whose id is its own: the one before it opens nothing from here on.
        var name = known is { ConnectedAt: not null } ? known.Name : request.Name;
        var token = AccessToken.New(TokenKind.Agent, agentId);
        var replaced = await grains.GetGrain<ITokenGrain>(agentId).Replace(
            new TokenSpec { Kind = TokenKind.Agent, Name = name, SecretHash = token.SecretHash(), AgentId = agentId, CreatedBy = joiner.TokenName(), CreatedById = join.Id });
        checks.Forget(agentId);
        if (!replaced)
        {
            return EnrolOutcome.Refused(TokenStatus.Revoked);
        }

        await agent.CredentialReplaced();
        await agent.Register(Registration(name, request.Labels, grant));

        // Removed meanwhile: else it would stay listed, and could never connect.
        if (await grains.GetGrain<ITokenGrain>(agentId).Describe() is not { Revoked: false })
        {
            await agent.Remove();
            return EnrolOutcome.Refused(TokenStatus.Revoked);
        }

        return new EnrolOutcome(agentId, name, token, null);
    }

    private static AgentRegistration Registration(string name, IReadOnlyDictionary<string, string> own, EnrolGrant grant)
    {
        if (!grant.TrustHostLabels)
        {
            return new AgentRegistration(name, grant.Labels) { HostLabels = own };
        }

        // The join token's labels stand above the host's own: what an operator decided is not for the host to change.
        var labels = new Dictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var (label, value) in grant.Labels)
        {
            labels[label] = value;
        }

        return new AgentRegistration(name, labels);
    }
}
