using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Schedules;

/// <summary>How schedules are looked after.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>How often a schedule whose next time is near looks whether it has come: its job begins that much late at most. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long before its next time a schedule is taken into memory. Default: 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "366.00:00:00")]
    public TimeSpan Ahead { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A time is missed when nothing could be started for so long after it; until then its job just begins late. Default: 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many schedules are kept. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 10_000;
}
