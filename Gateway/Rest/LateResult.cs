using OrleansOps.Tasks;

namespace OrleansOps.Rest;

/// <summary>A result that came after the task had been given up.</summary>
internal sealed record LateResult(TaskOutcome Outcome, int? ExitCode, DateTimeOffset EndedAt);
