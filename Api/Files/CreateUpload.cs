using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A file to come.</summary>
public sealed record CreateUpload
{
    [Description("Its size: 0 to Gateway:Files:LargestBytes, 8 GiB by default.")]
    public long? SizeBytes { get; init; }

    [Description("SHA-256 of its content, 64 lower-case hexadecimal digits, where it is known: it is checked, a content that is there already need not be sent, and an upload that was broken off goes on.")]
    public string? Sha256 { get; init; }

    [Description("What to call it: 1 to 255 printable characters without /.")]
    public string? Name { get; init; }

    [Description("Its media type, such as text/plain. Default: application/octet-stream.")]
    public string? MediaType { get; init; }

    [Description("How long it is kept, from its last byte on: 60 to 31536000. Default: as long as others (Gateway:Files:Keep, 7 days).")]
    public int? KeepSeconds { get; init; }
}
