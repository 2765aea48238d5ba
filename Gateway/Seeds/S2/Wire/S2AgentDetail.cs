namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A host alone.</summary>
/// <param name="System">What it says of itself; left out before it has.</param>
internal sealed record S2AgentDetail(string? HostId, string Id, IReadOnlyDictionary<string, string> Labels, DateTime LastHeartbeat, string Name, string Status, S2System? System);
