using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Operators.Streams;

/// <summary>Live logs.</summary>
internal sealed class LogFollowOptions
{
    public const string Section = "Gateway:Follow";

    /// <summary>Followers at once; one more is asked to come back later. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxFollowers { get; set; } = 1_000;

    /// <summary>How long a finished task's missing output is waited for after its last record. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WaitForRest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A comment is sent when nothing else was for so long, so that nobody between takes the line for dead. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A reader that takes nothing of what is sent to it for so long is cut off, and may come again. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ReadWithin { get; set; } = TimeSpan.FromSeconds(30);
}
