namespace OrleansOps.Rest;

/// <summary>A new join token. The token is shown this once.</summary>
internal sealed record JoinToken(string Token, string Id, DateTimeOffset ExpiresAt, int Uses);
