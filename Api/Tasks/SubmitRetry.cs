using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How often a task that failed is started again.</summary>
public sealed record SubmitRetry
{
    [Description("How many starts may follow the first: 1 to 10.")]
    public int? Times { get; init; }

    [Description("The pause before the second start: 1 to 3600. Each further one is twice as long as the one before, 3600 at most. Default: 10.")]
    public int? DelaySeconds { get; init; }
}
