namespace OrleansOps.Cli;

/// <summary>Times of a schedule, in its time zone.</summary>
internal sealed record ScheduleNext(IReadOnlyList<DateTimeOffset> Next);
