namespace OrleansOps.Access;

/// <summary>A browser's session without its secret.</summary>
[GenerateSerializer, Immutable, Alias("ops.SessionView")]
public sealed record SessionView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string TokenId { get; init; }

    [Id(2)] public required string TokenName { get; init; }

    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(4)] public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends if it is not used again.</summary>
    [Id(5)] public required DateTimeOffset ExpiresAt { get; init; }

    [Id(6)] public required string From { get; init; }

    [Id(7)] public required string Client { get; init; }
}
