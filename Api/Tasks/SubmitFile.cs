using System.ComponentModel;
using OrleansOps.Tasks;

namespace OrleansOps.Api;

/// <summary>
/// A file that a task of kind file puts on its host: beside its place first, checked, and then in its place at once and whole. It comes from one of content,
/// contentBase64, storedId and url.
/// </summary>
public sealed record SubmitFile
{
    [Description("Absolute path of the file on the host. Where it ends with / or is a directory there, the file is called name in it.")]
    public string? Path { get; init; }

    [Description("The file's text, up to 131,072 bytes of UTF-8.")]
    public string? Content { get; init; }

    [Description("The file's bytes as base64, up to 131,072 bytes. Larger ones are put into the store first (POST /api/v1/files/uploads).")]
    public byte[]? ContentBase64 { get; init; }

    [Description("Id of a file of the store.")]
    public string? StoredId { get; init; }

    [Description("Address (http or https) that the host fetches it from, at most 2048 characters without user and password.")]
    public string? Url { get; init; }

    [Description("Headers for that address, at most 20. Their values are told to nobody but the host, and read back as null.")]
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    [Description("What its SHA-256 must be, 64 lower-case hexadecimal digits. Default: it is not checked; a file of the store always is.")]
    public string? Sha256 { get; init; }

    [Description("How many bytes it must have. Default: as many as come.")]
    public long? SizeBytes { get; init; }

    [Description("The most bytes that are taken from url: 1 to 1099511627776. Default: 8589934592.")]
    public long? MostBytes { get; init; }

    [Description("What it is called where path is a directory. Default: its name in the store, or the last part of url.")]
    public string? Name { get; init; }

    [Description("Its mode, three or four octal digits, such as \"0644\". Default: that of the file that it replaces, else what the umask leaves of 0666.")]
    public string? Mode { get; init; }

    [Description("The user it belongs to. Only where tasks run for root. Default: that of the file that it replaces, else the task's user.")]
    public string? Owner { get; init; }

    [Description("The group it belongs to. Default: as with owner.")]
    public string? Group { get; init; }

    [Description("Makes the directories above it.")]
    public bool? CreateDirectories { get; init; }

    [Description("What happens where it is there already: overwrite (default), keep (the task succeeds and changes nothing), or fail.")]
    public FileConflict? IfExists { get; init; }

    [Description("No faster than this, at least 1024. Default: as fast as it comes.")]
    public long? BytesPerSecond { get; init; }
}
