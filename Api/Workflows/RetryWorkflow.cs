using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Runs the steps of a workflow that is over and did not succeed once more, and in their jobs the hosts that did not.</summary>
public sealed record RetryWorkflow
{
    [Description("Number of the new round: one more than the workflow's round. Sending it twice is harmless.")]
    public int? Round { get; init; }
}
