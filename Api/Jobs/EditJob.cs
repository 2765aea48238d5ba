using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What may be changed of a job that is not over. What is left out stays as it is.</summary>
public sealed record EditJob
{
    [Description("How many hosts have a task that is not over, at most: 1 to 10,000. Those that run go on.")]
    public int? MaxConcurrent { get; init; }
}
