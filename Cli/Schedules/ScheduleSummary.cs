namespace OrleansOps.Cli;

/// <summary>A schedule as it stands in a list.</summary>
internal sealed record ScheduleSummary(
    string Id, ScheduleTiming When, bool Paused, string? Name = null, string? Preview = null, DateTimeOffset? Next = null, ScheduleStart? Last = null, string? SubmittedBy = null);
