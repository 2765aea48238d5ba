using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What is shown of the workflow that a schedule starts.</summary>
public sealed record ScheduledWorkflow
{
    public string? Name { get; init; }

    [Description("What its parameters are.")]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    [Description("Names of its steps.")]
    public required IReadOnlyList<string> Steps { get; init; }
}
