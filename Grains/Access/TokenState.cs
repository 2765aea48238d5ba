namespace OrleansOps.Access;

/// <summary>A token as it is stored: the hash of its secret, never the secret.</summary>
[GenerateSerializer, Immutable, Alias("ops.TokenState")]
internal sealed record TokenState
{
    /// <summary>Null where there is no token.</summary>
    [Id(0)] public TokenSpec? Spec { get; init; }

    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public bool Revoked { get; init; }

    /// <summary>Which agent came of which enrolment request.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Enrolled { get; init; } = new Dictionary<string, string>();

    [Id(4)] public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Of an operator's token, to the hour; of a join token, the newest enrolment.</summary>
    [Id(5)] public DateTimeOffset? LastUsedAt { get; init; }
}
