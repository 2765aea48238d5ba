using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>The whole installation at a glance.</summary>
public sealed record SystemView
{
    public required string Version { get; init; }

    [Description("When an acknowledged write is on disk: always, everysec, no, off (no append-only file), unknown; or memory: never.")]
    public required string Durability { get; init; }

    [Description("How long the gateway that answers has been running.")]
    public required long UptimeSeconds { get; init; }

    public required StoreView Store { get; init; }

    [Description("Why what is said of silos, grains and other gateways is old or missing; null if it is neither.")]
    public string? ClusterProblem { get; init; }

    public required IReadOnlyList<SiloView> Silos { get; init; }

    public required IReadOnlyList<GrainCount> Grains { get; init; }

    public required IReadOnlyList<GatewayView> Gateways { get; init; }

    [Description("Address of the grain runtime's own pages.")]
    public required string Dashboard { get; init; }
}
