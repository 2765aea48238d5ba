using System.Collections.Concurrent;
using System.Net;
using OrleansOps.Protocol;

namespace OrleansOps.Access;

/// <summary>Has the token's grain look at an agent's proof, and answer it with the server's.</summary>
internal sealed class ProofChecks(IGrainFactory grains, Lookups lookups, AgentChallenges challenges)
{
    private const int MostKnown = 50_000;

    /// <summary>Agents that were right before: they are looked up beside those whose address guesses.</summary>
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <returns>What was found, and the server's proof if the agent's was right. A null status: it answers no open challenge, and needs a new one.</returns>
    public async ValueTask<(TokenVerdict? Verdict, byte[]? Answer)> Check(AgentProof proof, IPAddress? source)
    {
        if (!challenges.IsOpen(proof.Challenge))
        {
            return (null, null);
        }

        var isKnown = _known.ContainsKey(proof.AgentId);
        if (await lookups.Ask(isKnown, source, () => Look(proof)) is not { } check)
        {
            return (new TokenVerdict(TokenStatus.Wrong, null, Lookups.WhenCrowded), null);
        }

        if (check is not { Status: TokenStatus.Valid, Token: { Kind: TokenKind.Agent } agent })
        {
            return (check.Status is TokenStatus.Valid or TokenStatus.Wrong
                ? new TokenVerdict(TokenStatus.Wrong, null, lookups.Wrong(source))
                : new TokenVerdict(check.Status, null), null);
        }

        if (!challenges.Use(proof.Challenge))
        {
            return (null, null);
        }

        Remember(agent.Id);
        return (new TokenVerdict(TokenStatus.Valid, agent), check.Answer);
    }

    private Task<TokenCheck> Look(AgentProof proof) =>
        grains.GetGrain<ITokenGrain>(proof.AgentId).Prove(new TokenProof(proof.AgentMessage, proof.Covered, proof.GatewayMessage));

    private void Remember(string id)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[id] = true;
    }
}
