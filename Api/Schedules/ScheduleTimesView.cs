namespace OrleansOps.Api;

/// <summary>The next times of a schedule, in its time zone.</summary>
public sealed record ScheduleTimesView(IReadOnlyList<DateTimeOffset> Next);
