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

    /// <summary>How old an agent's figures in lists may be. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ListLag { get; set; } = TimeSpan.FromSeconds(30);
}
