namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A program is to be replaced.</summary>
internal sealed record S2Upgrade(string? TargetVersion, string? DownloadUrl, string? Md5Hash, string? Sha256Hash);
