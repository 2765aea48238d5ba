namespace OrleansOps.Cli;

/// <summary>The whole installation at a glance.</summary>
internal sealed record SystemView(
    string? Version = null,
    string? Durability = null,
    double? UptimeSeconds = null,
    SystemStore? Store = null,
    string? ClusterProblem = null,
    IReadOnlyList<SystemSilo>? Silos = null,
    IReadOnlyList<SystemGateway>? Gateways = null);
