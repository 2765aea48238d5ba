using System.Net;
using System.Security.Cryptography;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Brings a file of the store to this machine. It is written beside its place, under a name that says of which content it is a part, so that the next try goes on;
/// it is put in its place when it is whole and right.
/// </summary>
internal sealed class FileDownloading(Session session, FileView file, string target)
{
    private const int ReadBytes = 256 * 1024;
    private const int IdLength = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _part = $"{target}.{file.Id[..Math.Min(IdLength, file.Id.Length)]}.part";
    private readonly RetryPolicy _retries = new(session.Time, Limit);

    public async Task Run(CancellationToken cancel)
    {
        try
        {
            await Fetch(cancel);
            File.Move(_part, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{Printable.Of(target)} cannot be written: {failure.Message}", cause: failure);
        }
    }

    private async Task Fetch(CancellationToken cancel)
    {
        await using var part = new FileStream(_part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        using var progress = new TransferProgress(session, $"Fetching {file.Name}", file.SizeBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await TakeUp(part, hash, cancel);
        while (part.Position < file.SizeBytes || part.Length == 0)
        {
            var before = part.Position;
            progress.At(before);
            try
            {
                await Add(part, hash, progress, cancel);
                if (part.Position >= file.SizeBytes)
                {
                    break;
                }

                throw session.Server.Broken(new HttpRequestException("The answer ended early."));
            }
            catch (CliException cut) when (cut.Retry >= Retry.AfterContact)
            {
                if (part.Position > before)
                {
                    _retries.Reset();
                }

                if (!await _retries.Wait(cut.RetryAfter, cancel))
                {
                    throw;
                }
            }
        }

        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!string.Equals(found, file.Id, StringComparison.Ordinal))
        {
            File.Delete(_part);
            throw new CliException(
                ExitCodes.Refused, $"What came of {Printable.Of(file.Name)} is not what it should be.", $"Its SHA-256 is {found}.", "It was thrown away. Fetch it again.");
        }

        part.Flush(flushToDisk: true);
    }

    /// <summary>What an earlier try left.</summary>
    private async Task TakeUp(FileStream part, IncrementalHash hash, CancellationToken cancel)
    {
        if (part.Length > file.SizeBytes)
        {
            part.SetLength(0);
        }

        var buffer = new byte[ReadBytes];
        while (await part.ReadAsync(buffer, cancel) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
        }
    }

    private async Task Add(FileStream part, IncrementalHash hash, TransferProgress progress, CancellationToken cancel)
    {
        using var stall = new Stall(cancel);
        using var answer = await session.Server.OpenFile(file, part.Position, stall.Token, cancel);
        if (part.Position > 0 && answer.StatusCode != HttpStatusCode.PartialContent)
        {
            throw new CliException(ExitCodes.Refused, "The gateway does not give a part of the file.", hint: $"Remove {Printable.Of(_part)} and fetch it again.");
        }

        await using var body = await answer.Content.ReadAsStreamAsync(stall.Token);
        var buffer = new byte[ReadBytes];
        while (await Next(body, buffer, stall, cancel) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
            await part.WriteAsync(buffer.AsMemory(0, length), cancel);
            stall.Moved();
            progress.At(part.Position);
        }
    }

    private async Task<int> Next(Stream body, byte[] buffer, Stall stall, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(buffer, stall.Token);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException || (cut is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw session.Server.Broken(cut);
        }
    }
}
