namespace OrleansOps.HostAgent.Installing;

/// <summary>What an installation has made: no more than this is taken away again.</summary>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Files">In the order in which they were written.</param>
/// <param name="Directories">That were not there before, outermost first.</param>
/// <param name="User">The user that was made; null: none was.</param>
internal sealed record InstalledParts(string Version, IReadOnlyList<InstalledFile> Files, IReadOnlyList<string> Directories, string? User);
