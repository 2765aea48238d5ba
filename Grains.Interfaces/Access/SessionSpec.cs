namespace OrleansOps.Access;

/// <summary>A browser's session to be. The server keeps the hash of its secret alone.</summary>
[GenerateSerializer, Immutable, Alias("ops.SessionSpec")]
public sealed record SessionSpec
{
    /// <summary>SHA-256 of the secret.</summary>
    [Id(0)] public required byte[] SecretHash { get; init; }

    /// <summary>The operator's token that opened it: the session opens what the token opens, and dies with it.</summary>
    [Id(1)] public required string TokenId { get; init; }

    [Id(2)] public required string TokenName { get; init; }

    /// <summary>Address that it was opened from.</summary>
    [Id(3)] public required string From { get; init; }

    /// <summary>What the browser said of itself; at most 200 characters.</summary>
    [Id(4)] public required string Client { get; init; }

    /// <summary>When that token ends, and the session with it; null: never.</summary>
    [Id(5)] public DateTimeOffset? TokenExpiresAt { get; init; }
}
