using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>
/// Asks the token's grain whether a token is valid, and remembers a yes for a few seconds: so long a revoked token may still open the door.
/// </summary>
internal sealed class TokenChecks(
    IGrainFactory grains, WrongTokenLimit limit, IOptions<AccessOptions> options, TimeProvider time)
{
    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async ValueTask<TokenVerdict> Check(AccessToken token, IPAddress? source)
    {
        var hash = token.SecretHash();
        var known = _known.TryGetValue(token.Id, out var found) && CryptographicOperations.FixedTimeEquals(found.Hash, hash);
        if (known && time.GetElapsedTime(found!.CheckedAt) < options.Value.TrustFor && !IsOver(found.Token))
        {
            return new TokenVerdict(TokenStatus.Valid, found.Token);
        }

        // A source that guesses must wait; a holder whose token was right before need not suffer for a neighbour behind the same address.
        if (!known && limit.MustWait(source) is { } wait)
        {
            return new TokenVerdict(TokenStatus.Wrong, null, wait);
        }

        var check = await grains.GetGrain<ITokenGrain>(token.Id).Check(hash);
        return check is { Status: TokenStatus.Valid, Token: { } view } && view.Kind == token.Kind
            ? Remember(token.Id, hash, view)
            : Refuse(token.Id, check.Status, source);
    }

    /// <summary>The token was changed through this gateway: the next check asks its grain.</summary>
    public void Forget(string tokenId) => _known.TryRemove(tokenId, out _);

    private TokenVerdict Remember(string id, byte[] hash, TokenView view)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[id] = new Known(hash, view, time.GetTimestamp());
        return new TokenVerdict(TokenStatus.Valid, view);
    }

    private TokenVerdict Refuse(string id, TokenStatus status, IPAddress? source)
    {
        _known.TryRemove(id, out _);
        limit.Count(source);
        return new TokenVerdict(status == TokenStatus.Valid ? TokenStatus.Wrong : status, null);
    }

    private bool IsOver(TokenView token) => token.ExpiresAt <= time.GetUtcNow();

    private sealed record Known(byte[] Hash, TokenView Token, long CheckedAt);
}
