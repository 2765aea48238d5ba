namespace OrleansOps.Api;

/// <summary>A new join token. The token is shown this once.</summary>
public sealed record JoinToken(string Token, string Id, DateTimeOffset ExpiresAt, int Uses);
