namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A task was taken; in the order of S2's letters, as all answers here.</summary>
internal sealed record S2Dispatched(string AgentId, string Status, string TaskId);
