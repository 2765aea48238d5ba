using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>A result that came after the task had been given up.</summary>
public sealed record LateResult(TaskOutcome Outcome, int? ExitCode, DateTimeOffset EndedAt);
