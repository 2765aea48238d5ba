namespace OrleansOps.Bench;

/// <summary>What a saturated agent did.</summary>
internal sealed record SaturatedRate(double PerSecond, int Tasks);
