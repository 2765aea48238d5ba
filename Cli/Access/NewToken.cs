namespace OrleansOps.Cli;

/// <summary>An admin token. Shown this once.</summary>
internal sealed record NewToken(string Token, string Id, string? Name = null, DateTimeOffset? ExpiresAt = null);
