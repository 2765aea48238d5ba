using System.ComponentModel;
using OrleansOps.Access;

namespace OrleansOps.Api;

/// <summary>A token without its secret.</summary>
public sealed record TokenView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required TokenKind Kind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name of the token that made it; nothing for those that a gateway made at its start.</summary>
    public string? CreatedBy { get; init; }

    public string? CreatedById { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("When it opened something last, to the hour; of a join token, when a host joined with it.")]
    public DateTimeOffset? LastUsedAt { get; init; }

    public required bool Revoked { get; init; }

    /// <summary>Uses left, of a join token.</summary>
    public int? UsesLeft { get; init; }
}
