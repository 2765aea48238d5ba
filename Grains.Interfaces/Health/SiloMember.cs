namespace OrleansOps.Health;

/// <summary>One silo in the cluster's list of members.</summary>
/// <param name="Since">When it started.</param>
/// <param name="LastSeenAt">When it last wrote to the list that it is alive, which is not often.</param>
public sealed record SiloMember(string Name, string Address, SiloPhase Phase, DateTimeOffset Since, DateTimeOffset LastSeenAt);
