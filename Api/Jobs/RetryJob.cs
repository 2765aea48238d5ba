using System.ComponentModel;
using OrleansOps.Jobs;

namespace OrleansOps.Api;

/// <summary>Runs a job that is over once more.</summary>
public sealed record RetryJob
{
    [Description("Number of the new round: one more than the job's round. Sending it twice is harmless.")]
    public int? Round { get; init; }

    [Description("Which hosts: unsuccessful (default: all that did not succeed, those too that never had their turn) or all.")]
    public JobRetry? Hosts { get; init; }
}
