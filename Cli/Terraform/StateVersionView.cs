namespace OrleansOps.Cli;

/// <summary>One version of a state.</summary>
/// <param name="RestoredFrom">The serial of the version that was brought back by this one.</param>
internal sealed record StateVersionView(
    long Serial, string Lineage, string Sha256, long SizeBytes, int Resources, DateTimeOffset StoredAt, string By, string? TerraformVersion = null, string? LockId = null, long? RestoredFrom = null);
