namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A host in the list.</summary>
/// <param name="HostId">Its number, where an operator gave it one: no field of S2, which had lost it.</param>
/// <param name="LastHeartbeat">The year 1 where there was none, as in Go.</param>
/// <param name="Status">active or inactive.</param>
internal sealed record S2Agent(string? HostId, string Id, DateTime LastHeartbeat, string Name, string Status);
