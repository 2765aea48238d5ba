namespace OrleansOps.Cli;

/// <summary>Asks for an admin token.</summary>
internal sealed record CreateToken(string Name, long? ExpiresInSeconds = null);
