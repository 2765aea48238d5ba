using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One gateway: its hosts, its readers of live streams, and when it started.</summary>
public sealed record GatewayView
{
    public required string Name { get; init; }

    public required ProcessState State { get; init; }

    public required string Version { get; init; }

    [Description("Hosts that are connected to it.")]
    public required int Connections { get; init; }

    [Description("Readers of live streams.")]
    public required int Followers { get; init; }

    public required DateTimeOffset Since { get; init; }

    [Description("When it was last heard of; only of one that is gone.")]
    public DateTimeOffset? LastSeenAt { get; init; }

    [Description("Memory of its process.")]
    public required long MemoryBytes { get; init; }

    [Description("What its hosts say to it in a second.")]
    public required double MessagesPerSecond { get; init; }
}
