namespace OrleansOps.Access;

/// <summary>A token without its secret.</summary>
[GenerateSerializer, Immutable, Alias("ops.TokenView")]
public sealed record TokenView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required TokenKind Kind { get; init; }

    [Id(2)] public required string Name { get; init; }

    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(4)] public DateTimeOffset? ExpiresAt { get; init; }

    [Id(5)] public bool Revoked { get; init; }

    [Id(6)] public int UsesLeft { get; init; }

    [Id(7)] public string? AgentId { get; init; }

    [Id(8)] public string? CreatedBy { get; init; }

    [Id(9)] public string? CreatedById { get; init; }

    /// <summary>To the hour; null: not that anybody knows.</summary>
    [Id(10)] public DateTimeOffset? LastUsedAt { get; init; }
}
