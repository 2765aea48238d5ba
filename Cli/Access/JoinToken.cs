namespace OrleansOps.Cli;

/// <summary>A token with which hosts enrol. Shown this once.</summary>
/// <param name="Programs">What hosts can download there to join with; null or empty: nothing.</param>
internal sealed record JoinToken(string Token, string Id, DateTimeOffset? ExpiresAt = null, int Uses = 1, IReadOnlyList<HostProgram>? Programs = null);
