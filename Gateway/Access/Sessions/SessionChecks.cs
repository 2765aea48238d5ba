using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Asks the session's grain whether a cookie is valid, and remembers a yes for as long as that of a token.</summary>
internal sealed class SessionChecks(IGrainFactory grains, Lookups lookups, IOptions<AccessOptions> options, TimeProvider time)
{
    private const int MostKnown = 10_000;

    /// <summary>Cookies of one request that are looked up: whoever set the others shall not make every request dear.</summary>
    private const int MostLookedUp = 8;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Null if the request has no session's cookie. Of several the first that is right counts; those that were right before are looked at first.</summary>
    public async ValueTask<SessionVerdict?> Check(HttpContext http)
    {
        SessionVerdict? last = SessionCookie.IsIn(http.Request) ? SessionVerdict.Over : null;
        foreach (var secret in SessionCookie.Read(http.Request).OrderByDescending(secret => _known.ContainsKey(secret.Id)).Take(MostLookedUp))
        {
            last = await Check(secret, http.Connection.RemoteIpAddress);
            if (last is { Session: not null })
            {
                break;
            }
        }

        return last;
    }

    /// <summary>The session was ended through this gateway: the next check asks its grain.</summary>
    public void Forget(string sessionId) => _known.TryRemove(sessionId, out _);

    /// <summary>The token was revoked through this gateway, and its sessions with it.</summary>
    public void ForgetToken(string tokenId)
    {
        foreach (var (id, _) in _known.Where(known => string.Equals(known.Value.Session.TokenId, tokenId, StringComparison.Ordinal)))
        {
            Forget(id);
        }
    }

    private async ValueTask<SessionVerdict> Check(SessionSecret secret, IPAddress? source)
    {
        var hash = secret.Hash();
        var known = _known.GetValueOrDefault(secret.Id);
        var isSame = known is not null && CryptographicOperations.FixedTimeEquals(known.Hash, hash);
        if (isSame && time.GetElapsedTime(known!.CheckedAt) < options.Value.TrustFor)
        {
            return new SessionVerdict(known.Session, null);
        }

        if (await lookups.Ask(known is not null, source, () => grains.GetGrain<ISessionGrain>(secret.Id).Check(hash)) is not { } check)
        {
            return SessionVerdict.MustWait(Lookups.WhenCrowded);
        }

        if (check.Session is { } session)
        {
            Remember(hash, session);
            return new SessionVerdict(session, null);
        }

        if (isSame)
        {
            _known.TryRemove(KeyValuePair.Create(secret.Id, known!));   // that of another secret stands: ids are in the list of sessions
        }

        return check.Status == SessionStatus.Wrong && !isSame && lookups.Wrong(source) is { } wait ? SessionVerdict.MustWait(wait) : SessionVerdict.Over;
    }

    private void Remember(byte[] hash, SessionView session)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[session.Id] = new Known(hash, session, time.GetTimestamp());
    }

    private sealed record Known(byte[] Hash, SessionView Session, long CheckedAt);
}
