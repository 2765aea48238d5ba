using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What a task has brought into the store.</summary>
public sealed record TaskArtifact
{
    public required string Name { get; init; }

    [Description("Its id in the store: GET /api/v1/files/{id}/content, as long as the store keeps it.")]
    public required string StoredId { get; init; }

    public required long SizeBytes { get; init; }

    [Description("It is an archive (tar, gzip) of several files, and no file of the host.")]
    public required bool Archive { get; init; }
}
