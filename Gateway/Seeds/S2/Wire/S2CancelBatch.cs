namespace OrleansOps.Seeds.S2.Wire;

/// <summary>Tasks that are to end.</summary>
internal sealed record S2CancelBatch(IReadOnlyList<string?>? TaskIds);
