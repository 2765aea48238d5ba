namespace OrleansOps.Seeds.S2.Wire;

/// <summary>All tasks of a request were taken.</summary>
internal sealed record S2DispatchedBatch(string AgentId, int Count, string Status, IReadOnlyList<string> TaskIds);
