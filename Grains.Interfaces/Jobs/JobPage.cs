namespace OrleansOps.Jobs;

/// <summary>One page of a list.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobPage")]
public sealed record JobPage([property: Id(0)] IReadOnlyList<JobSummary> Items, [property: Id(1)] string? NextCursor);
