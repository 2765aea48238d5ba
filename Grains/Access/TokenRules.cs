using System.Security.Cryptography;

namespace OrleansOps.Access;

/// <summary>Whether a presented secret opens anything.</summary>
internal static class TokenRules
{
    public static TokenStatus Check(TokenState token, byte[] secretHash, DateTimeOffset now)
    {
        if (token.Spec is not { } spec || !CryptographicOperations.FixedTimeEquals(spec.SecretHash, secretHash))
        {
            return TokenStatus.Wrong;
        }

        if (token.Revoked)
        {
            return TokenStatus.Revoked;
        }

        return spec.ExpiresAt is { } end && now >= end ? TokenStatus.Expired : TokenStatus.Valid;
    }

    public static int UsesLeft(TokenState token) => Math.Max(0, token.Spec!.Uses - token.Enrolled.Count);

    public static TokenView View(TokenState token, string id) => new()
    {
        Id = id,
        Kind = token.Spec!.Kind,
        Name = token.Spec.Name,
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.Spec.ExpiresAt,
        Revoked = token.Revoked,
        UsesLeft = UsesLeft(token),
        AgentId = token.Spec.AgentId,
    };
}
