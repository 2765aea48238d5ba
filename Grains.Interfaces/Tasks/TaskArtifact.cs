namespace OrleansOps.Tasks;

/// <summary>What a task has brought into the store.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskArtifact")]
public sealed record TaskArtifact
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>SHA-256 of its content.</summary>
    [Id(1)] public required string StoredId { get; init; }

    [Id(2)] public required long SizeBytes { get; init; }

    /// <summary>An archive of several files, and no file of the host.</summary>
    [Id(3)] public bool IsArchive { get; init; }
}
