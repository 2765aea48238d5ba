using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>
/// Asks the token's grain whether a token is valid, and remembers a yes for a few seconds: so long a revoked token may still open the door.
/// </summary>
internal sealed class TokenChecks(
    IGrainFactory grains, Lookups lookups, IOptions<AccessOptions> options, TimeProvider time)
{
    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async ValueTask<TokenVerdict> Check(AccessToken token, IPAddress? source)
    {
        var hash = token.SecretHash();
        var known = _known.GetValueOrDefault(token.Id);
        var isSame = known is not null && CryptographicOperations.FixedTimeEquals(known.Hash, hash);
        if (isSame && time.GetElapsedTime(known!.CheckedAt) < options.Value.TrustFor && !IsOver(known.Token))
        {
            return new TokenVerdict(TokenStatus.Valid, known.Token);
        }

        if (await lookups.Ask(known is not null, source, () => grains.GetGrain<ITokenGrain>(token.Id).Check(hash)) is not { } check)
        {
            return new TokenVerdict(TokenStatus.Wrong, null, Lookups.WhenCrowded);
        }

        if (check is { Status: TokenStatus.Valid, Token: { } view } && view.Kind == token.Kind)
        {
            if (view.Kind == TokenKind.Admin)
            {
                grains.GetGrain<ITokenGrain>(token.Id).Used().Ignore();   // nobody waits for it, and the next check tells it again
            }

            return Remember(token.Id, hash, view);
        }

        if (isSame)
        {
            _known.TryRemove(KeyValuePair.Create(token.Id, known!));   // that of another secret stands: ids are public
        }

        // Who was told that his token is over has shown that he had it: he does not guess.
        return check.Status is TokenStatus.Valid or TokenStatus.Wrong
            ? new TokenVerdict(TokenStatus.Wrong, null, lookups.Wrong(source))
            : new TokenVerdict(check.Status, null);
    }

    /// <summary>Something that looks like a token of a run, and is none.</summary>
    public TokenVerdict Wrong(IPAddress? source) => new(TokenStatus.Wrong, null, lookups.Wrong(source));

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

    private bool IsOver(TokenView token) => token.ExpiresAt <= time.GetUtcNow();

    private sealed record Known(byte[] Hash, TokenView Token, long CheckedAt);
}
