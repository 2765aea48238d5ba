using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;

namespace OrleansOps.Access;

/// <summary>One token: what it opens, until when, and for join tokens who came in by it.</summary>
internal sealed class TokenGrain(
    [PersistentState("token", Names.Storage)] IPersistentState<TokenState> storage, IOptions<TokenOptions> options, TimeProvider time) : Grain, ITokenGrain
{
    private static readonly Dictionary<string, string> NoLabels = [];

    private TokenState Token => storage.State;

    private string Id => this.GetPrimaryKeyString();

    public async Task<bool> Create(TokenSpec spec)
    {
        if (Token.Spec is { } existing)
        {
            return CryptographicOperations.FixedTimeEquals(existing.SecretHash, spec.SecretHash);
        }

        await Store(new TokenState { Spec = spec, CreatedAt = time.GetUtcNow() });
        return true;
    }

    public async Task<bool> Replace(TokenSpec spec)
    {
        if (Token.Revoked)
        {
            return false;
        }

        var createdAt = Token.Spec is null ? time.GetUtcNow() : Token.CreatedAt;
        await Store(Token with { Spec = spec, CreatedAt = createdAt });
        return true;
    }

    public Task<TokenView?> Describe()
    {
        LeaveIfUnknown();
        return Task.FromResult(Token.Spec is null ? null : TokenRules.View(Token, Id));
    }

    public Task<TokenCheck> Check(byte[] secretHash)
    {
        LeaveIfUnknown();
        var status = TokenRules.Check(Token, secretHash, time.GetUtcNow());
        return Task.FromResult(new TokenCheck(status, status == TokenStatus.Wrong ? null : TokenRules.View(Token, Id)));
    }

    public Task<TokenCheck> Prove(TokenProof proof)
    {
        LeaveIfUnknown();
        var key = TokenRules.KeyOf(Token);
        var status = TokenRules.Check(Token, TokenRules.Uncovered(key, proof), time.GetUtcNow());
        return Task.FromResult(status == TokenStatus.Wrong
            ? new TokenCheck(status, null)
            : new TokenCheck(status, TokenRules.View(Token, Id), HMACSHA256.HashData(key, proof.Answer)));
    }

    public async Task<EnrolGrant> Enrol(byte[] secretHash, string requestId, string newAgentId)
    {
        LeaveIfUnknown();
        var status = TokenRules.Check(Token, secretHash, time.GetUtcNow());
        if (status != TokenStatus.Valid || Token.Spec!.Kind != TokenKind.Join)
        {
            return new EnrolGrant(status == TokenStatus.Valid ? TokenStatus.Wrong : status, null, NoLabels);
        }

        if (Token.Enrolled.TryGetValue(requestId, out var agentId))
        {
            return Grant(agentId);
        }

        if (TokenRules.UsesLeft(Token) == 0)
        {
            return new EnrolGrant(TokenStatus.UsedUp, null, NoLabels);
        }

        var enrolled = Token.Spec.ForAgentId ?? newAgentId;
        await Store(Token with { Enrolled = new Dictionary<string, string>(Token.Enrolled) { [requestId] = enrolled }, LastUsedAt = time.GetUtcNow() });
        return Grant(enrolled);
    }

    public async Task Used()
    {
        LeaveIfUnknown();
        var now = time.GetUtcNow();
        if (Token.Spec is not null && TokenRules.IsNews(Token.LastUsedAt, now))
        {
            await Store(Token with { LastUsedAt = now });
        }
    }

    public async Task<bool> Revoke()
    {
        if (Token.Spec is null)
        {
            LeaveIfUnknown();
            return false;
        }

        if (!Token.Revoked)
        {
            if (Token.Spec is { Kind: TokenKind.Agent })
            {
                // First, so that it cannot stay unlisted: a listed token that is not over is passed over.
                await GrainFactory.GetGrain<ITokenIndexGrain>(TokenLists.OfRemovedAgent(Id)).Add(Id);
            }

            await Store(Token with { Revoked = true, RevokedAt = time.GetUtcNow() });
        }

        return true;
    }

    public async Task<bool> Forget()
    {
        if (Token.Spec is null)
        {
            LeaveIfUnknown();
            return true;
        }

        var now = time.GetUtcNow();
        if (!(TokenRules.OverSince(Token, now) + options.Value.KeptWhenOver <= now)
            || (Token.Spec.Kind == TokenKind.Agent && !await GrainFactory.GetGrain<IAgentGrain>(Id).Forget()))
        {
            return false;
        }

        await storage.ClearStateAsync();
        storage.State = new TokenState();
        DeactivateOnIdle();
        return true;
    }

    private EnrolGrant Grant(string agentId) => new(TokenStatus.Valid, agentId, Token.Spec!.Labels, Token.Spec.TrustHostLabels);

    private async Task Store(TokenState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            DeactivateOnIdle();   // whether it was stored is not known: the next activation reads what is true
            throw;
        }
    }

    /// <summary>Anybody may present an invented id: it must not stay in memory.</summary>
    private void LeaveIfUnknown()
    {
        if (Token.Spec is null)
        {
            DeactivateOnIdle();
        }
    }
}
