using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Files named on the command line; "-" is standard input.</summary>
internal static class InputFile
{
    /// <summary>Reads a whole file that may have at most <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]> Read(string option, string path, int limit, CancellationToken cancel)
    {
        try
        {
            await using var file = path is "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            var bytes = new byte[limit + 1];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return length <= limit
                ? bytes[..length]
                : throw CliException.Usage(
                    $"{option} {Name(path)} is larger than the limit of {limit / 1024} KiB.",
                    "Put large data on the host first, and let the script read it there.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(option, path, failure);
        }
    }

    /// <summary>The same of a small file that is no stream.</summary>
    public static byte[] ReadNow(string option, string path, int limit)
    {
        try
        {
            return new FileInfo(path).Length <= limit ? File.ReadAllBytes(path) : throw CliException.Usage($"{option} {Name(path)} is larger than the limit of {limit / 1024} KiB.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(option, path, failure);
        }
    }

    public static string[] Lines(string option, string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException broken)
        {
            throw CliException.Usage($"{option} {Name(path)} is not UTF-8 text.", "Convert it first, for example with iconv.", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(option, path, failure);
        }
    }

    private static CliException Unreadable(string option, string path, Exception failure) => CliException.Usage(
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{option}: there is no file {Name(path)}.",
            UnauthorizedAccessException when Directory.Exists(path) => $"{option}: {Name(path)} is a directory.",
            UnauthorizedAccessException => $"{option}: no permission to read {Name(path)}.",
            _ => $"{option}: {Name(path)} cannot be read: {failure.Message}",
        },
        cause: failure);

    private static string Name(string path) => path is "-" ? "standard input" : Printable.Of(path);
}
