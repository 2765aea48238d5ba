using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Access;

/// <summary>Browsers' sessions.</summary>
public sealed class SessionOptions
{
    public const string Section = "Sessions";

    /// <summary>A session that is not used for this long is over. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(12);

    /// <summary>No session lives longer than this, however much it is used. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Sessions at once; beyond that those not used for longest end. Default: 1,000.</summary>
    [Range(1, 10_000)]
    public int Most { get; set; } = 1_000;
}
