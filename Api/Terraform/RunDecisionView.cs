namespace OrleansOps.Api;

/// <summary>Somebody's word about a plan.</summary>
/// <param name="By">Name of his token.</param>
/// <param name="ById">Id of that token.</param>
/// <param name="Comment">Why; left out: he did not say.</param>
/// <param name="At">When.</param>
public sealed record RunDecisionView(string By, string ById, string? Comment, DateTimeOffset At);
