namespace OrleansOps.Jobs;

/// <summary>A job as it was written down when its phase, batch or round changed; what has happened since, its grain says.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobSummary")]
public sealed record JobSummary
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Name { get; init; }

    [Id(2)] public string? Preview { get; init; }

    [Id(3)] public required JobPhase Phase { get; init; }

    [Id(4)] public required JobCounts Counts { get; init; }

    [Id(5)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(6)] public DateTimeOffset? EndedAt { get; init; }

    [Id(7)] public string? SubmittedBy { get; init; }
}
