using System.ComponentModel;

namespace OrleansOps.Rest;

/// <summary>Whether the control plane can do its work.</summary>
internal sealed record Readiness
{
    public required bool Ready { get; init; }

    public required string Store { get; init; }

    public double? LatencyMs { get; init; }

    [Description("When an acknowledged write is on disk: always, everysec, no, or off without an append-only file.")]
    public string? Fsync { get; init; }

    [Description("What that means when the power fails.")]
    public required string Durability { get; init; }

    public long? UsedMemoryBytes { get; init; }

    public string? Problem { get; init; }

    public required ServerView Server { get; init; }
}
