using System.Security.Cryptography;

namespace OrleansOps.Access;

/// <summary>How long a session lasts, and whether a presented secret opens anything.</summary>
internal static class SessionRules
{
    public static SessionStatus Check(SessionState session, byte[] secretHash, DateTimeOffset now, SessionOptions options)
    {
        if (session.Spec is not { } spec || !CryptographicOperations.FixedTimeEquals(spec.SecretHash, secretHash))
        {
            return SessionStatus.Wrong;
        }

        return now >= End(session, options) ? SessionStatus.Expired : SessionStatus.Valid;
    }

    public static DateTimeOffset End(SessionState session, SessionOptions options)
    {
        var idle = session.LastSeenAt + options.Idle;
        var longest = session.CreatedAt + options.Longest;
        var end = idle < longest ? idle : longest;
        return session.Spec?.TokenExpiresAt < end ? session.Spec.TokenExpiresAt.Value : end;
    }

    /// <summary>A use is written down when this much of the idle time has passed since the last one that was.</summary>
    public static TimeSpan WriteUseEvery(SessionOptions options) => options.Idle / 100;

    public static bool Stands(TokenView? token, DateTimeOffset now) => token is { Revoked: false } && !(token.ExpiresAt <= now);
}
