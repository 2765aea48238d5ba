namespace OrleansOps.HostAgent.Installing;

/// <summary>A file that was put somewhere.</summary>
/// <param name="Path">Where, on its host.</param>
/// <param name="Sha256">What it was then: one that was changed since is somebody's work.</param>
internal sealed record InstalledFile(string Path, string Sha256);
