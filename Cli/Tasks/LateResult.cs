namespace OrleansOps.Cli;

/// <summary>What the host reported after the task had been given up.</summary>
internal sealed record LateResult(string? Outcome = null, int? ExitCode = null, DateTimeOffset? EndedAt = null);
