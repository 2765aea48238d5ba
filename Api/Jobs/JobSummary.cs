using OrleansOps.Jobs;

namespace OrleansOps.Api;

/// <summary>A job as lists show it.</summary>
public sealed record JobSummary
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Preview { get; init; }

    public required JobPhase Phase { get; init; }

    public required bool Terminal { get; init; }

    public required int Hosts { get; init; }

    public required JobCounts Counts { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
