using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>How a schedule is said.</summary>
internal static class ScheduleTexts
{
    public static string When(ScheduleTiming when) => when switch
    {
        { Cron: { } cron } => $"{cron} ({when.TimeZone})",
        { EverySeconds: { } seconds } => $"every {Durations.Show(TimeSpan.FromSeconds(seconds))}",
        _ => $"once at {when.At}",
    };

    /// <summary>In the zone of the schedule, with its offset.</summary>
    public static string? Local(DateTimeOffset? time) => time?.ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Last(ScheduleStart last) => string.Create(CultureInfo.InvariantCulture, $"{last.What}, {Show.Age(last.At)} ago");
}
