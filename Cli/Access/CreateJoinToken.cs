namespace OrleansOps.Cli;

/// <summary>Asks for a token with which hosts enrol.</summary>
internal sealed record CreateJoinToken(long? ExpiresInSeconds = null, int? Uses = null, IReadOnlyDictionary<string, string>? Labels = null, bool? TrustHostLabels = null, string? Agent = null);
