namespace OrleansOps.Cli;

/// <summary>What is shown of the workflow that a schedule starts.</summary>
internal sealed record ScheduledWorkflow(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Steps, string? Name = null);
