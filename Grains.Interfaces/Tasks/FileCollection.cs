namespace OrleansOps.Tasks;

/// <summary>Files of a host that a task brings into the store.</summary>
[GenerateSerializer, Immutable, Alias("ops.FileCollection")]
public sealed record FileCollection
{
    /// <summary>Absolute paths; in the names of which * and ? stand for others.</summary>
    [Id(0)] public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Directories come with all that is in them.</summary>
    [Id(1)] public bool Recursive { get; init; }

    /// <summary>The most that is brought; 0: as much as is usual.</summary>
    [Id(2)] public long MostBytes { get; init; }

    [Id(3)] public int? KeepSeconds { get; init; }

    [Id(4)] public long? BytesPerSecond { get; init; }
}
