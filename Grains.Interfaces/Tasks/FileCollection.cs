namespace OrleansOps.Tasks;

/// <summary>Files of a host that a task brings into the store.</summary>
[GenerateSerializer, Immutable, Alias("ops.FileCollection")]
public sealed record FileCollection
{
    /// <summary>How long a host may take to bring what a task has left, when that is over.</summary>
    public static readonly TimeSpan LongestGathering = TimeSpan.FromMinutes(10);

    /// <summary>Absolute paths, or of a task's artifacts such below its working directory; in the names of which * and ? stand for others.</summary>
    [Id(0)] public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Directories come with all that is in them.</summary>
    [Id(1)] public bool Recursive { get; init; }

    /// <summary>The most that is brought; 0: as much as is usual.</summary>
    [Id(2)] public long MostBytes { get; init; }

    [Id(3)] public int? KeepSeconds { get; init; }

    [Id(4)] public long? BytesPerSecond { get; init; }
}
