using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A file of the store.</summary>
public sealed record FileView
{
    [Description("SHA-256 of its content, 64 lower-case hexadecimal digits: the id of the file.")]
    public required string Id { get; init; }

    [Description("What it is called: as whoever put it last said.")]
    public required string Name { get; init; }

    [Description("What else it was called, the newest first: the 19 newest.")]
    public IReadOnlyList<string>? OtherNames { get; init; }

    public required long SizeBytes { get; init; }

    public required string MediaType { get; init; }

    [Description("Name of the token that put it last.")]
    public required string PutBy { get; init; }

    [Description("Id of that token.")]
    public required string PutById { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    [Description("Until when it is kept.")]
    public required DateTimeOffset ExpiresAt { get; init; }
}
