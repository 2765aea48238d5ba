namespace OrleansOps.Cli;

/// <summary>Somebody's word about a plan.</summary>
internal sealed record RunDecisionView(string By, DateTimeOffset At, string? Comment = null);
