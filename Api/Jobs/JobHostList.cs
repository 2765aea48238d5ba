namespace OrleansOps.Api;

/// <summary>Hosts of a job, in the order of their turns.</summary>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record JobHostList(IReadOnlyList<JobHost> Items, string? NextCursor);
