namespace OrleansOps.Tasks;

/// <summary>What the processes of an attempt used that ended while it was looked after.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskUsage")]
public sealed record TaskUsage
{
    /// <summary>Processor time in their own code.</summary>
    [Id(0)] public TimeSpan User { get; init; }

    /// <summary>Processor time in the kernel, for them.</summary>
    [Id(1)] public TimeSpan System { get; init; }

    /// <summary>The most memory that one of them had at once.</summary>
    [Id(2)] public long PeakMemoryBytes { get; init; }
}
