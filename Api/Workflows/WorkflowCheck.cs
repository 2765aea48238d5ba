using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What a workflow would do if it was submitted now.</summary>
public sealed record WorkflowCheck
{
    [Description("What its parameters would be.")]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    [Description("How many hosts each step is for, in the order in which they were written; 0: it is no job.")]
    public required IReadOnlyList<int> Hosts { get; init; }
}
