namespace OrleansOps.Seeds.S2.Wire;

/// <summary>What came of cancelling one task; its agent is left out in a batch, which says it once.</summary>
/// <param name="Status">cancelled when it is; cancelling while its host has not confirmed it; failed in a batch where it is neither, with what is wrong.</param>
/// <param name="Source">pending_store if it was never sent to its host, websocket if it was.</param>
internal sealed record S2Cancelled(string? AgentId, string? Error, string? Source, string Status, string TaskId);
