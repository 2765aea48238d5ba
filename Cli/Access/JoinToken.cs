namespace OrleansOps.Cli;

/// <summary>A token with which hosts enrol. Shown this once.</summary>
internal sealed record JoinToken(string Token, string Id, DateTimeOffset? ExpiresAt = null, int Uses = 1);
