using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>When a schedule starts its job: one of cron, at and everySeconds.</summary>
public sealed record ScheduleTiming
{
    [Description("Five fields: minute, hour, day of month, month, day of week, such as '0 2 * * 1-5', in the time of timeZone.")]
    public string? Cron { get; init; }

    [Description("Once, at this time, such as 2026-12-24T18:00:00+01:00.")]
    public string? At { get; init; }

    [Description("Again and again, so many seconds after the time before: 60 to 31,622,400. In time that passes, whatever clocks are set to.")]
    public long? EverySeconds { get; init; }

    [Description("The first time of an interval. Default: one interval after the schedule is stored.")]
    public string? From { get; init; }

    [Description("IANA name of the time zone of cron and holidays, such as Europe/Berlin. Default: UTC.")]
    public string? TimeZone { get; init; }

    [Description("Dates in that zone on which it does not start, such as 2026-12-25; at most 500.")]
    public IReadOnlyList<string>? Holidays { get; init; }

    [Description("A start is up to so many seconds later than its time, for each time another: 0 to 3,600. Default: 0.")]
    public int? JitterSeconds { get; init; }
}
