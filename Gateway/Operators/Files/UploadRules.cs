using System.Net.Http.Headers;
using OrleansOps.Files;
using OrleansOps.Http;

namespace OrleansOps.Operators.Files;

/// <summary>What may be uploaded.</summary>
internal static class UploadRules
{
    private const int MediaTypeLength = 127;

    public static Refusal? Broken(Api.CreateUpload wanted, FileStoreOptions options)
    {
        if (wanted.SizeBytes is not { } size || size < 0)
        {
            return Refusal.Bad(Api.ProblemCodes.OutOfRange, "sizeBytes", "'sizeBytes' must say how many bytes are to come.");
        }

        if (size > options.LargestBytes)
        {
            return Refusal.Bad(
                Api.ProblemCodes.FileTooLarge, "sizeBytes",
                $"'sizeBytes' is {size}; a file may have {options.LargestBytes} ({FileStoreOptions.Section}:{nameof(FileStoreOptions.LargestBytes)}).");
        }

        if (wanted.Sha256 is not null && !FileLimits.IsSha256(wanted.Sha256))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "sha256", "'sha256' must be 64 lower-case hexadecimal digits.");
        }

        if (!IsName(wanted.Name))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidName, "name", $"'name' must be 1 to {FileLimits.NameLength} printable characters without /: the name alone, not its folder.");
        }

        if (wanted.MediaType is { } type && (type.Length > MediaTypeLength || !MediaTypeHeaderValue.TryParse(type, out _)))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidValue, "mediaType", $"'mediaType' must be one such as text/plain, of at most {MediaTypeLength} characters.");
        }

        return wanted.KeepSeconds is null or (>= FileLimits.LeastKeepSeconds and <= FileLimits.MostKeepSeconds)
            ? null
            : Refusal.Bad(Api.ProblemCodes.OutOfRange, "keepSeconds", $"'keepSeconds' is {wanted.KeepSeconds}; it must be {FileLimits.LeastKeepSeconds} to {FileLimits.MostKeepSeconds}.");
    }

    /// <summary>It is shown, and browsers propose it for what they save: never a path.</summary>
    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= FileLimits.NameLength } and not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\') && ShownText.IsName(name);
}
