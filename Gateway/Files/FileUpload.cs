namespace OrleansOps.Files;

/// <summary>A file on its way into the store, as it is written beside its bytes.</summary>
internal sealed record FileUpload
{
    public required string Id { get; init; }

    public required long Size { get; init; }

    /// <summary>What the content must be; once all has come, what it is.</summary>
    public string? Sha256 { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>How long the file is to be kept from its last byte on.</summary>
    public required int KeepSeconds { get; init; }

    public required string By { get; init; }

    public required string ById { get; init; }

    /// <summary>The file is in the store. The upload stays for a while, so that whoever missed the answer can ask.</summary>
    public bool IsDone { get; init; }
}
