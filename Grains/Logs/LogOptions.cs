using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Logs;

/// <summary>How task output is kept.</summary>
public sealed class LogOptions
{
    public const string Section = "Logs";

    /// <summary>About how many batches the stream for readers outside keeps. A batch is at most 64 KiB, most are far smaller. Default: 20,000.</summary>
    [Range(100, 10_000_000)]
    public int OutsideEntries { get; set; } = 20_000;

    /// <summary>About how many bytes of output it keeps: where batches are large, it keeps fewer of them. Default: 64 MiB.</summary>
    [Range(1024L * 1024, 1024L * 1024 * 1024 * 1024)]
    public long OutsideBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long an append is tried again before the agent is asked to send the batch again. Default: 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:25")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(20);
}
