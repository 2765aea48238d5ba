using System.Security.Cryptography;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A file of this machine that is put into the store.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its content, in lower-case hexadecimal digits.</param>
internal sealed record LocalFile(string Path, long Size, string Sha256)
{
    private const int ReadBytes = 1 << 20;

    public static async Task<LocalFile> Read(Session session, string path, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            using var progress = new TransferProgress(session, $"Reading {System.IO.Path.GetFileName(path)}", file.Length);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[ReadBytes];
            var size = 0L;
            while (await file.ReadAsync(buffer, cancel) is > 0 and var length)
            {
                hash.AppendData(buffer, 0, length);
                size += length;
                progress.At(size);
            }

            return new LocalFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage(
                failure switch
                {
                    FileNotFoundException or DirectoryNotFoundException => $"There is no file {Printable.Of(path)}.",
                    UnauthorizedAccessException when Directory.Exists(path) => $"{Printable.Of(path)} is a directory.",
                    UnauthorizedAccessException => $"No permission to read {Printable.Of(path)}.",
                    _ => $"{Printable.Of(path)} cannot be read: {failure.Message}",
                },
                cause: failure);
        }
    }
}
