namespace OrleansOps.Seeds.S2.Wire;

/// <summary>What came of cancelling several tasks.</summary>
internal sealed record S2CancelledBatch(string AgentId, int FailedCount, IReadOnlyList<S2Cancelled> Results, int SuccessCount, int TaskCount);
