using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Sockets.Connections;

/// <summary>What the gateway bears from agents.</summary>
internal sealed class AgentSocketOptions
{
    public const string Section = "Gateway:AgentSockets";

    /// <summary>Agents connected at once; one more is asked to come back later. Default: 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Agents let in each second, so that a whole fleet may come back at once. Default: 1,000.</summary>
    [Range(1, 1_000_000)]
    public int AdmissionsPerSecond { get; set; } = 1_000;

    /// <summary>Messages that one agent may send each second, and at once. Several times what a busy agent sends. Default: 20,000.</summary>
    [Range(10, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 20_000;

    /// <summary>Messages that may wait for an agent to read them. Default: 8,192.</summary>
    [Range(16, 1_000_000)]
    public int SendQueueMessages { get; set; } = 8_192;

    /// <summary>Bytes that may wait for an agent to read them. Default: 8 MiB.</summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024)]
    public int SendQueueBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>An agent that has read nothing for so long while something waits for it is cut off. Default: 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time from the connection to the Hello. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HelloWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the gateway waits for a grain while an agent waits for the answer. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a heartbeat is wanted while the agent's grain cannot say. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);
}
