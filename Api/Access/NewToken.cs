namespace OrleansOps.Api;

/// <summary>A new operator's token. The token is shown this once.</summary>
public sealed record NewToken(string Token, string Id, string Name, DateTimeOffset ExpiresAt);
