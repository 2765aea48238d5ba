namespace OrleansOps.Api;

/// <summary>Jobs, newest first.</summary>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record JobList(IReadOnlyList<JobSummary> Items, string? NextCursor);
