namespace OrleansOps.Seeds.S2.Wire;

/// <summary>All hosts.</summary>
internal sealed record S2Agents(IReadOnlyList<S2Agent> Agents);
