using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Jobs;

/// <summary>How jobs are kept and looked after.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>How long a job is kept once it is over; its tasks go by <c>Tasks:Retention</c>. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many jobs that are over are kept; of more, those go that ended first. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int RetainedJobs { get; set; } = 10_000;

    /// <summary>How often a job asks those of its shards that have work how they stand: what they said may be lost. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a shard asks the tasks that are not over how they stand: what they said may be lost. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the end of a task may wait to be stored together with others of its shard. Default: 100 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan ReportLag { get; set; } = TimeSpan.FromMilliseconds(100);
}
