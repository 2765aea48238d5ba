using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Files.Disk;

/// <summary>Uploads that are under way: a folder each, with the record and the bytes.</summary>
internal sealed class DiskUploads(FilePaths paths, RunningHashes hashes)
{
    private const int ReadBytes = 1 << 20;

    public FileUpload? Read(string id) => FileLimits.IsUploadId(id) ? DurableFiles.Read(paths.UploadRecord(id), FileStoreJson.Default.FileUpload) : null;

    /// <summary>Those whose bytes are still on their way.</summary>
    public IEnumerable<FileUpload> UnderWay() => All().Select(Read).OfType<FileUpload>().Where(upload => !upload.IsDone);

    public IEnumerable<string> All() => Directory.EnumerateDirectories(paths.Uploads).Select(folder => Path.GetFileName(folder)).Where(FileLimits.IsUploadId);

    public void Begin(FileUpload upload)
    {
        FilePaths.Made(Path.Combine(paths.Uploads, upload.Id));
        DurableFiles.Create(paths.UploadBytes(upload.Id)).Dispose();
        Write(upload);
        DurableFiles.SyncFolder(paths.Uploads);
    }

    public void Write(FileUpload upload) => DurableFiles.Write(paths.UploadRecord(upload.Id), upload, FileStoreJson.Default.FileUpload);

    /// <summary>Bytes that are there; all of them, where they are in the store already.</summary>
    public long Offset(FileUpload upload) => new FileInfo(paths.UploadBytes(upload.Id)) is { Exists: true } bytes ? bytes.Length : upload.Size;

    /// <summary>When something was added last.</summary>
    public DateTimeOffset TouchedAt(string id)
    {
        var bytes = new FileInfo(paths.UploadBytes(id));
        return new DateTimeOffset(bytes.Exists ? bytes.LastWriteTimeUtc : new DirectoryInfo(paths.Upload(id)).LastWriteTimeUtc, TimeSpan.Zero);
    }

    public void Remove(string id)
    {
        hashes.Forget(id);
        Directory.Delete(paths.Upload(id), recursive: true);
    }

    /// <summary>For one at a time, of all processes. Null if somebody else has it.</summary>
    public SafeFileHandle? Open(string id)
    {
        try
        {
            return File.OpenHandle(paths.UploadBytes(id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        }
        catch (IOException busy) when (busy is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    /// <summary>Adds what comes, up to the announced size. The bytes are not forced to disk yet.</summary>
    /// <returns>How far it got, and why it ended there.</returns>
    public async Task<(UploadOutcome Outcome, long Offset, string? Why)> Fill(FileUpload upload, SafeFileHandle bytes, PipeReader body, CancellationToken cancel)
    {
        var offset = RandomAccess.GetLength(bytes);
        var hash = hashes.Take(upload.Id, offset);
        try
        {
            while (true)
            {
                ReadResult read;
                try
                {
                    read = await body.ReadAsync(cancel);
                }
                catch (Exception cut) when (cut is IOException or OperationCanceledException or BadHttpRequestException)
                {
                    return (UploadOutcome.Cut, offset, cut.Message);
                }

                if (offset + read.Buffer.Length > upload.Size)
                {
                    body.AdvanceTo(read.Buffer.End);
                    return (UploadOutcome.BeyondSize, offset, null);
                }

                try
                {
                    await RandomAccess.WriteAsync(bytes, [.. Parts(read.Buffer)], offset, CancellationToken.None);
                }
                catch (IOException full)
                {
                    body.AdvanceTo(read.Buffer.End);
                    RandomAccess.SetLength(bytes, offset);   // of a write that was taken in part nobody knows how much
                    return (UploadOutcome.NotStored, offset, full.Message);
                }

                foreach (var part in read.Buffer)
                {
                    hash?.AppendData(part.Span);
                }

                offset += read.Buffer.Length;
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || offset == upload.Size)
                {
                    return (UploadOutcome.Going, offset, null);
                }
            }
        }
        finally
        {
            if (hash is not null)
            {
                hashes.Keep(upload.Id, hash, offset);
            }
        }
    }

    /// <summary>The SHA-256 of all that came.</summary>
    public async Task<string> Hash(FileUpload upload, SafeFileHandle bytes, CancellationToken cancel)
    {
        using var known = hashes.Take(upload.Id, upload.Size);
        if (known is not null)
        {
            return Convert.ToHexStringLower(known.GetHashAndReset());
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            for (var offset = 0L; await RandomAccess.ReadAsync(bytes, buffer.AsMemory(0, ReadBytes), offset, cancel) is > 0 and var length; offset += length)
            {
                hash.AppendData(buffer, 0, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlySequence<byte> buffer)
    {
        foreach (var part in buffer)
        {
            yield return part;
        }
    }
}
