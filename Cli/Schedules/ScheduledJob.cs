namespace OrleansOps.Cli;

/// <summary>What is shown of the job that a schedule starts.</summary>
internal sealed record ScheduledJob(string? Name = null, string? On = null, IReadOnlyList<string>? Hosts = null, string? Batches = null, string? MaxErrors = null);
