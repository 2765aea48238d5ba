namespace OrleansOps.Cli;

/// <summary>What a plan would do, in numbers.</summary>
internal sealed record RunPlanView(bool HasChanges, int Add, int Change, int Destroy, long? PlannedOn = null, string? Sha256 = null);
