namespace OrleansOps.Cli;

/// <summary>A token as it stands in the list, without its secret.</summary>
internal sealed record TokenView(
    string Id,
    string? Name = null,
    string? Kind = null,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? ExpiresAt = null,
    bool Revoked = false,
    int? UsesLeft = null,
    DateTimeOffset? LastUsedAt = null);
