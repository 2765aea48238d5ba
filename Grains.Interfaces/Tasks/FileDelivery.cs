namespace OrleansOps.Tasks;

/// <summary>A file that a task puts on its host. Where it comes from is one of content, stored file and address.</summary>
[GenerateSerializer, Immutable, Alias("ops.FileDelivery")]
public sealed record FileDelivery
{
    /// <summary>Absolute path of the file, or of a directory that it is put into.</summary>
    [Id(0)] public required string Path { get; init; }

    [Id(1)] public byte[]? Content { get; init; }

    /// <summary>A file of the store, by the SHA-256 of its content.</summary>
    [Id(2)] public string? StoredId { get; init; }

    [Id(3)] public string? Url { get; init; }

    /// <summary>Names of headers for the address. Their values are secrets of the task, by their place in this list.</summary>
    [Id(4)] public IReadOnlyList<string>? Headers { get; init; }

    [Id(5)] public string? Sha256 { get; init; }

    [Id(6)] public long? SizeBytes { get; init; }

    /// <summary>The most that is taken from an address; 0: as much as is usual.</summary>
    [Id(7)] public long MostBytes { get; init; }

    /// <summary>What it is called where the path is a directory.</summary>
    [Id(8)] public string? Name { get; init; }

    [Id(9)] public int? Mode { get; init; }

    [Id(10)] public string? Owner { get; init; }

    [Id(11)] public string? Group { get; init; }

    [Id(12)] public bool CreateDirectories { get; init; }

    [Id(13)] public FileConflict IfExists { get; init; }

    [Id(14)] public long? BytesPerSecond { get; init; }
}
