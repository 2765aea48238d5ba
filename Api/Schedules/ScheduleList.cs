namespace OrleansOps.Api;

/// <summary>Schedules, by id.</summary>
/// <param name="NextCursor">To go on with; null: that was all.</param>
public sealed record ScheduleList(IReadOnlyList<ScheduleSummary> Items, string? NextCursor);
