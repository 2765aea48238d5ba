using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Tasks;

/// <summary>How long tasks wait for what.</summary>
public sealed class TaskOptions
{
    public const string Section = "Tasks";

    /// <summary>An order that is not accepted within this time is sent again. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan AcceptWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long running tasks wait for an agent that went away. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan AgentGrace { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the server allows beyond a task's own timeout and cancel grace before it stops waiting. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReportWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the agent is asked again to end a task. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CancelEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A cancellation that is not confirmed for this long is given up. Default: 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "30.00:00:00")]
    public TimeSpan CancelGiveUp { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often a task that is not over looks whether queue, agent and lists still know it. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often each shard looks for due tasks. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan DeadlineTick { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How far lists may lag behind a task that is not over. Default: 200 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan ListLag { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a finished task and its log are kept. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
