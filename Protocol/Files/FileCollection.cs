namespace OrleansOps.Protocol;

/// <summary>Files of a host that its agent brings into the gateway's store. One file comes as it is, a directory or several as an archive (tar, gzip).</summary>
/// <param name="Paths">Absolute paths; in the names of which * and ? stand for others.</param>
/// <param name="Recursive">Directories come with all that is in them; else one is refused.</param>
/// <param name="MostBytes">The most that is brought, before it is packed.</param>
/// <param name="KeepSeconds">How long the store keeps it; null: as long as others.</param>
/// <param name="BytesPerSecond">No faster than this; null: as fast as it goes.</param>
public sealed record FileCollection(
    IReadOnlyList<string> Paths, bool Recursive = false, long MostBytes = Limits.FetchedBytes, int? KeepSeconds = null, long? BytesPerSecond = null)
{
    /// <summary>Paths of one order.</summary>
    public const int MostPaths = 100;

    /// <summary>How long a host may take to bring what a task has left, when that is over.</summary>
    public static readonly TimeSpan LongestGathering = TimeSpan.FromMinutes(10);
}
