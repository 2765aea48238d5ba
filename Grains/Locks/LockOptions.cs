using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Locks;

/// <summary>How tasks wait for locks.</summary>
public sealed class LockOptions
{
    public const string Section = "Locks";

    /// <summary>How many tasks have a place in the line of one lock; those beyond ask again (<c>Tasks:CheckEvery</c>). Default: 500.</summary>
    [Range(1, 10_000)]
    public int MostWaiting { get; set; } = 500;

    /// <summary>
    /// A task that was given a lock and is not sent for so long gives it back, if others wait: its host is away, or has no slot for it. Default: 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(30);
}
