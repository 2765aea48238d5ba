namespace OrleansOps.Operators.Jobs;

/// <summary>What of a host's output is compared with that of others.</summary>
/// <param name="LastLine">The last line that is not empty; null where it was not asked for, or there is none.</param>
/// <param name="Sha256">Fingerprint of both streams; null where it was not asked for.</param>
/// <param name="Bytes">Of both streams.</param>
/// <param name="Text">How it begins.</param>
/// <param name="IsCut">There was more than is compared.</param>
/// <param name="IsWhole">All that its task printed is stored; else the rest is on its way, or lost.</param>
internal sealed record HostOutput(string? LastLine = null, string? Sha256 = null, long Bytes = 0, string? Text = null, bool IsCut = false, bool IsWhole = true);
