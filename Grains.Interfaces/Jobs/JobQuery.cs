namespace OrleansOps.Jobs;

/// <summary>Which jobs to list, newest first.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobQuery")]
public sealed record JobQuery
{
    /// <summary>True: only jobs that are not over.</summary>
    [Id(0)] public bool Open { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(1)] public int Limit { get; init; } = 100;

    [Id(2)] public string? Cursor { get; init; }
}
