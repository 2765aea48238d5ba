using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>
/// Files of a host that a task of kind collect brings into the store. One file comes as it is; a directory, or several, as an archive (tar, gzip), in which links are
/// links and nothing leads out. artifacts of the task says what came.
/// </summary>
public sealed record SubmitCollect
{
    [Description("Absolute paths on the host, 1 to 100; in their names * stands for any letters and ? for one.")]
    public IReadOnlyList<string>? Paths { get; init; }

    [Description("Brings directories with all that is in them. Default: a directory is refused.")]
    public bool? Recursive { get; init; }

    [Description("The most bytes that are brought: 1 to 1099511627776. Default: 8589934592.")]
    public long? MostBytes { get; init; }

    [Description("How long the store keeps it: 60 to 31536000. Default: as long as other files (Gateway:Files:Keep, 7 days).")]
    public int? KeepSeconds { get; init; }

    [Description("No faster than this, at least 1024. Default: as fast as it goes.")]
    public long? BytesPerSecond { get; init; }
}
