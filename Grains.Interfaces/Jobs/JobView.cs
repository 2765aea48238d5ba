namespace OrleansOps.Jobs;

/// <summary>A job as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobView")]
public sealed record JobView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required JobSpec Spec { get; init; }

    [Id(2)] public required JobPhase Phase { get; init; }

    [Id(3)] public Said? Reason { get; init; }

    [Id(4)] public required JobCounts Counts { get; init; }

    [Id(5)] public required int Round { get; init; }

    /// <summary>From 0.</summary>
    [Id(6)] public required int Batch { get; init; }

    /// <summary>How many batches this round has.</summary>
    [Id(7)] public required int BatchCount { get; init; }

    /// <summary>Hosts of this round that have had their turn at the end of that batch.</summary>
    [Id(13)] public required int BatchEnd { get; init; }

    [Id(8)] public required int MaxConcurrent { get; init; }

    [Id(9)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(10)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it runs, in one line.</summary>
    [Id(11)] public string? Preview { get; init; }

    /// <summary>Another one with everything that is said here.</summary>
    [Id(12)] public required string Seen { get; init; }
}
