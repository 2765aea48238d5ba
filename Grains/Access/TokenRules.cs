using System.Security.Cryptography;

namespace OrleansOps.Access;

/// <summary>Whether a presented secret opens anything.</summary>
internal static class TokenRules
{
    /// <summary>Compared with where there is no token, so that an unknown one walks the same way as a wrong one. No secret has it.</summary>
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>What a proof is made and answered with.</summary>
    public static byte[] KeyOf(TokenState token) => token.Spec?.SecretHash ?? NoHash;

    /// <summary>SHA-256 of the secret in a proof, which is the key if it is right.</summary>
    public static byte[] Uncovered(byte[] key, TokenProof proof)
    {
        var stream = HMACSHA512.HashData(key, proof.Message);
        var secret = new byte[Math.Min(proof.Covered.Length, stream.Length)];
        for (var at = 0; at < secret.Length; at++)
        {
            secret[at] = (byte)(proof.Covered[at] ^ stream[at]);
        }

        return SHA256.HashData(secret);
    }

    public static TokenStatus Check(TokenState token, byte[] secretHash, DateTimeOffset now)
    {
        var isRight = CryptographicOperations.FixedTimeEquals(KeyOf(token), secretHash);
        if (!isRight || token.Spec is not { } spec)
        {
            return TokenStatus.Wrong;
        }

        if (token.Revoked)
        {
            return TokenStatus.Revoked;
        }

        return spec.ExpiresAt is { } end && now >= end ? TokenStatus.Expired : TokenStatus.Valid;
    }

    /// <summary>When it opened nothing any more; null while it may.</summary>
    public static DateTimeOffset? OverSince(TokenState token, DateTimeOffset now) =>
        token.Revoked ? token.RevokedAt ?? token.CreatedAt
        : token.Spec?.ExpiresAt <= now ? token.Spec.ExpiresAt
        : null;

    public static int UsesLeft(TokenState token) => Math.Max(0, token.Spec!.Uses - token.Enrolled.Count);

    /// <summary>Whether a use is worth a write.</summary>
    public static bool IsNews(DateTimeOffset? lastUsed, DateTimeOffset now) => !(now - lastUsed < TimeSpan.FromHours(1));

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
        CreatedBy = token.Spec.CreatedBy,
        CreatedById = token.Spec.CreatedById,
        LastUsedAt = token.LastUsedAt,
    };
}
