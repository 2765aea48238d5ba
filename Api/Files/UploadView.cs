using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A file on its way into the store.</summary>
public sealed record UploadView
{
    [Description("Id of the upload; left out where the content was there already.")]
    public string? Id { get; init; }

    public required string Name { get; init; }

    [Description("As it was announced.")]
    public required long SizeBytes { get; init; }

    [Description("Bytes that are there: where to go on.")]
    public required long OffsetBytes { get; init; }

    [Description("The file, once it is in the store.")]
    public FileView? File { get; init; }
}
