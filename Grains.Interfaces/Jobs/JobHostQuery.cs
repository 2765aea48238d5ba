namespace OrleansOps.Jobs;

/// <summary>Which hosts of a job to list, in the order of turns.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobHostQuery")]
public sealed record JobHostQuery
{
    /// <summary>Null: in any state.</summary>
    [Id(0)] public JobHostState? State { get; init; }

    /// <summary>The number of the last host that was seen; 0: from the first.</summary>
    [Id(1)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(2)] public int Limit { get; init; } = 100;
}
