using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace OrleansOps.Files;

/// <summary>Bounds of what the store takes, beside those that are settings.</summary>
internal static class FileLimits
{
    /// <summary>Files at most: a list reads the record of each.</summary>
    public const int MostFiles = 10_000;

    /// <summary>Uploads that are under way at once.</summary>
    public const int MostUploads = 1_000;

    public const int NameLength = 255;

    /// <summary>Names that one content keeps: the newest.</summary>
    public const int MostNames = 20;

    public const int LeastKeepSeconds = 60;

    public const int MostKeepSeconds = 365 * 86_400;

    private const int Sha256Length = 64;
    private const int UploadIdLength = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The id of a file: what becomes a path is nothing but this.</summary>
    public static bool IsSha256([NotNullWhen(true)] string? text) => text is { Length: Sha256Length } && !text.AsSpan().ContainsAnyExcept(Hex);

    public static bool IsUploadId([NotNullWhen(true)] string? text) => text is { Length: UploadIdLength } && !text.AsSpan().ContainsAnyExcept(Hex);
}
