using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One process that hosts grains.</summary>
public sealed record SiloView
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public required ProcessState State { get; init; }

    public required DateTimeOffset Since { get; init; }

    [Description("When it last wrote to the cluster's list that it is alive; only of one that is gone.")]
    public DateTimeOffset? LastSeenAt { get; init; }

    public string? Version { get; init; }

    [Description("Memory of its process.")]
    public long? MemoryBytes { get; init; }

    [Description("Grains in its memory.")]
    public int? Activations { get; init; }

    [Description("Grain calls that it answers in a second, over the last few.")]
    public double? CallsPerSecond { get; init; }
}
