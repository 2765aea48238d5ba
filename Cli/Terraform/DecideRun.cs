namespace OrleansOps.Cli;

/// <summary>Body of the words about a plan.</summary>
internal sealed record DecideRun(string? Comment);
