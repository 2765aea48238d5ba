namespace OrleansOps.Rest;

/// <summary>A new operator's token. The token is shown this once.</summary>
internal sealed record NewToken(string Token, string Id, string Name, DateTimeOffset ExpiresAt);
