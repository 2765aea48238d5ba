using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Agents;

/// <summary>How agents are watched.</summary>
public sealed class AgentOptions
{
    public const string Section = "Agents";

    /// <summary>How often a connected agent says that it is alive. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An agent silent for this long is treated as gone. Must exceed two heartbeats. Default: 45 seconds.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a message to an agent's socket may take before the connection counts as lost. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an agent that takes no work now is left alone. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RefusalPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether hosts run fewer tasks at once while they are under load, where no operator said otherwise of one. Default: false.</summary>
    public bool Throttle { get; set; }

    /// <summary>From this share of its processors in use on, in percent, a host counts as under load; from ten less on as calm. Default: 85.</summary>
    [Range(11, 100)]
    public int ThrottleCpuPercent { get; set; } = 85;

    /// <summary>The same of its memory. Default: 90.</summary>
    [Range(11, 100)]
    public int ThrottleMemoryPercent { get; set; } = 90;

    /// <summary>How long a host must be calm before it gets each tenth of its slots back. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ThrottleCoolDown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old an agent's figures in lists may be. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ListLag { get; set; } = TimeSpan.FromSeconds(30);
}
