namespace OrleansOps.Cli;

/// <summary>Whom the server takes the token's bearer for.</summary>
internal sealed record WhoAmI(
    string TokenId, string? Name = null, string? Kind = null, DateTimeOffset? ExpiresAt = null, ServerFacts? Server = null);
