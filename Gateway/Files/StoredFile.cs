using System.Text.Json.Serialization;

namespace OrleansOps.Files;

/// <summary>A file of the store. It is its content: who puts the same again gives it another name, and may keep it for longer.</summary>
internal sealed record StoredFile
{
    /// <summary>SHA-256 of its content, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    /// <summary>What it was called, the newest first; never a path.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    [JsonIgnore]
    public string Name => Names[0];

    public required string MediaType { get; init; }

    /// <summary>Name of the token that put it last.</summary>
    public required string PutBy { get; init; }

    public required string PutById { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
