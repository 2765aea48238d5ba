namespace OrleansOps.Cli;

/// <summary>Approves or rejects a step that waits for that.</summary>
internal sealed record DecideStep(bool Approve, string? Comment);
