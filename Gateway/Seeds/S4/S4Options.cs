using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Seeds.S4;

/// <summary>The door for agents of S4, the test agent in Python.</summary>
internal sealed class S4Options
{
    public const string Section = "Gateway:S4";

    /// <summary>Whether its agents may connect. They show their token as it is, in the address, so only while they are moved over, and behind TLS. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>Tasks that one of them is given at once, 1 to 1,000: it does not say how many it runs. Default: 1, as it is set up.</summary>
    [Range(1, 1_000)]
    public int TasksAtOnce { get; set; } = 1;

    /// <summary>Bytes of one message of an agent. A result repeats all that its task printed. Default: 16 MiB, as its own server takes.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int MessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Where the agent of a host without the label s4/work-dir makes the directories of its tasks. It exits if it cannot. Default: /var/lib/ats-agent.</summary>
    [Required, MaxLength(1_024)]
    public string WorkDirectory { get; set; } = "/var/lib/ats-agent";

    /// <summary>How long an agent is to wait before it connects again. What ends meanwhile is not told by it. Default: 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>An agent that has said nothing for so long is asked whether it is there, and again each time. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan PingAfter { get; set; } = TimeSpan.FromSeconds(30);
}
