namespace OrleansOps.Cli;

/// <summary>A browser that is logged in.</summary>
/// <param name="Name">Name of the token that opened it.</param>
/// <param name="From">Address that it was opened from.</param>
/// <param name="Client">What the browser said of itself.</param>
internal sealed record SessionView(
    string Id,
    string? Name = null,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? LastSeenAt = null,
    DateTimeOffset? ExpiresAt = null,
    string? From = null,
    string? Client = null);
