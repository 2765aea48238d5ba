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

    /// <summary>How often a task that may be started again is started at most, the first time included. Default: 3.</summary>
    [Range(1, 10)]
    public int MostStarts { get; set; } = 3;

    /// <summary>How long a lost task waits before it is started again. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RepeatPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many orders of a task in a row may stay without an answer of its agent. Default: 20.</summary>
    [Range(2, 1_000)]
    public int MostUnheard { get; set; } = 20;

    /// <summary>How often a task that is not over looks whether queue, agent and lists still know it. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often each shard looks for due tasks. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan DeadlineTick { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an agent's acceptance may wait to be stored together with the task's end, which often follows at once. Default: 50 milliseconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan AcceptanceLag { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a finished task and its log are kept. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many finished tasks are kept; of more, those go that ended first. Default: 100,000.</summary>
    [Range(1, 100_000_000)]
    public int RetainedTasks { get; set; } = 100_000;

    /// <summary>How long a finished task is kept however many there are, so that its submitter can read its end. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetainAtLeast { get; set; } = TimeSpan.FromMinutes(5);
}
