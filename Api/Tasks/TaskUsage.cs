using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What the processes of a task used that ended while it was looked after.</summary>
public sealed record TaskUsage
{
    [Description("Processor time in its own code, in seconds.")]
    public required double UserSeconds { get; init; }

    [Description("Processor time in the kernel, for it.")]
    public required double SystemSeconds { get; init; }

    [Description("The most memory that one of its processes had at once.")]
    public required long PeakMemoryBytes { get; init; }
}
