namespace OrleansOps.Cli;

/// <summary>Runs what did not succeed once more.</summary>
/// <param name="Round">One more than the workflow's round.</param>
internal sealed record RetryWorkflow(int Round);
