using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Files.Disk;

/// <summary>
/// Files in a folder. The order of writing is the order of trust: bytes on disk, content in its place, record; whatever is left of that by a crash is
/// gone on with by the next question about the upload, or swept away.
/// </summary>
internal sealed class DiskFileStore(FilePaths paths, FileRecords records, DiskUploads uploads, StoreLock store, IOptions<FileStoreOptions> options, TimeProvider time) : IFileStore
{
    private static readonly string OfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    public ValueTask<StoredFile?> Find(string sha256, CancellationToken cancel) => ValueTask.FromResult(Known(sha256));

    public ValueTask<Stream?> Open(string sha256, CancellationToken cancel)
    {
        if (Known(sha256) is null)
        {
            return ValueTask.FromResult<Stream?>(null);
        }

        try
        {
            return ValueTask.FromResult<Stream?>(new FileStream(
                paths.Content(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult<Stream?>(null);
        }
    }

    public ValueTask<StoreContents> List(CancellationToken cancel)
    {
        var files = records.All().Where(IsAlive).OrderByDescending(file => file.PutAt).ThenBy(file => file.Sha256, StringComparer.Ordinal).ToList();
        return ValueTask.FromResult(new StoreContents(files, Used(files)));
    }

    public async ValueTask<bool> Delete(string sha256, CancellationToken cancel)
    {
        using var turn = await store.Enter(cancel);
        if (Known(sha256) is null)
        {
            return false;
        }

        Take(sha256);
        return true;
    }

    public async ValueTask<UploadStep> Begin(FileUpload wanted, CancellationToken cancel)
    {
        using var turn = await store.Enter(cancel);
        if (wanted.Sha256 is { } sha256 && Known(sha256) is { } there && there.Size == wanted.Size)
        {
            return new UploadStep(UploadOutcome.Done, wanted, wanted.Size) { File = PutAgain(there, wanted) };
        }

        if (wanted.Sha256 is not null && uploads.UnderWay().FirstOrDefault(begun => IsSame(begun, wanted) && IsFree(begun)) is { } before)
        {
            return new UploadStep(UploadOutcome.Going, before, uploads.Offset(before));
        }

        var files = records.All();
        var underWay = uploads.UnderWay().ToList();
        if (files.Count + underWay.Count >= FileLimits.MostFiles || underWay.Count >= FileLimits.MostUploads)
        {
            return new UploadStep(UploadOutcome.TooMany);
        }

        if (Used(files) + wanted.Size > options.Value.QuotaBytes)
        {
            return new UploadStep(UploadOutcome.QuotaReached);
        }

        if (wanted.Size > Room(underWay))
        {
            return new UploadStep(UploadOutcome.DiskFull);
        }

        uploads.Begin(wanted);
        return wanted.Size > 0 ? new UploadStep(UploadOutcome.Going, wanted) : Finish(wanted, OfNothing);
    }

    public async ValueTask<UploadStep> FindUpload(string id, CancellationToken cancel)
    {
        if (uploads.Read(id) is not { } upload)
        {
            return UploadStep.Unknown;
        }

        return upload.IsDone || !IsWhole(upload) ? Standing(upload) : await TakeUp(upload, cancel);
    }

    public async ValueTask<UploadStep> Append(string id, long offset, PipeReader body, CancellationToken cancel)
    {
        var step = await FindUpload(id, cancel);
        if (step is not { Outcome: UploadOutcome.Going, Upload: { } upload })
        {
            return step.Outcome == UploadOutcome.Done && offset != step.Offset ? step with { Outcome = UploadOutcome.WrongOffset } : step;
        }

        try
        {
            using var bytes = uploads.Open(id);
            return bytes is null ? step with { Outcome = UploadOutcome.Busy } : await Append(upload, bytes, offset, body, cancel);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return await FindUpload(id, cancel);   // done or given up in between
        }
    }

    public async ValueTask<bool> Abandon(string id, CancellationToken cancel)
    {
        using var turn = await store.Enter(cancel);
        if (uploads.Read(id) is null)
        {
            return false;
        }

        uploads.Remove(id);
        return true;
    }

    public async ValueTask<SweptFiles> Sweep(CancellationToken cancel)
    {
        using var turn = await store.Enter(cancel);
        var now = time.GetUtcNow();
        var expired = records.All().Where(file => !IsAlive(file)).Select(file => file.Sha256).Where(sha256 => Known(sha256) is null).ToList();
        expired.ForEach(Take);

        var old = uploads.All().Where(id => uploads.TouchedAt(id) + options.Value.AbandonAfter <= now && (uploads.Read(id) is not { IsDone: false } upload || IsFree(upload))).ToList();
        old.ForEach(uploads.Remove);

        // A content that an upload names is being put in its place, or was when its gateway was killed.
        var named = records.All().Select(file => file.Sha256).Concat(uploads.UnderWay().Select(upload => upload.Sha256)).ToHashSet(StringComparer.Ordinal);
        var orphans = Directory.EnumerateFiles(paths.Contents, "*", SearchOption.AllDirectories).Where(file => !named.Contains(Path.GetFileName(file))).ToList();
        orphans.ForEach(File.Delete);
        return new SweptFiles(expired.Count, old.Count, orphans.Count);
    }

    private StoredFile? Known(string sha256) => FileLimits.IsSha256(sha256) && records.Read(sha256) is { } file && IsAlive(file) ? file : null;

    private bool IsAlive(StoredFile file) => file.ExpiresAt > time.GetUtcNow();

    private static bool IsSame(FileUpload one, FileUpload other) =>
        one.Size == other.Size && string.Equals(one.Sha256, other.Sha256, StringComparison.Ordinal) && string.Equals(one.ById, other.ById, StringComparison.Ordinal);

    private bool IsFree(FileUpload upload)
    {
        try
        {
            using var bytes = uploads.Open(upload.Id);
            return bytes is not null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;   // in the store already, or given up
        }
    }

    /// <summary>All its bytes are there: whoever had it was killed before it was done.</summary>
    private bool IsWhole(FileUpload upload) => uploads.Offset(upload) == upload.Size;

    private UploadStep Standing(FileUpload upload) => upload.IsDone
        ? new UploadStep(UploadOutcome.Done, upload, upload.Size) { File = Known(upload.Sha256!) }
        : new UploadStep(UploadOutcome.Going, upload, uploads.Offset(upload));

    private async Task<UploadStep> TakeUp(FileUpload upload, CancellationToken cancel)
    {
        try
        {
            using var bytes = uploads.Open(upload.Id);
            return bytes is null ? new UploadStep(UploadOutcome.Busy, upload, upload.Size) : await Check(upload, bytes, cancel);
        }
        catch (Exception moved) when (moved is FileNotFoundException or DirectoryNotFoundException)
        {
            // They are in their place, and the record is missing.
            using var turn = await store.Enter(cancel);
            return upload.Sha256 is { } sha256 && File.Exists(paths.Content(sha256)) ? Record(upload, sha256) : UploadStep.Unknown;
        }
    }

    private async Task<UploadStep> Append(FileUpload upload, SafeFileHandle bytes, long offset, PipeReader body, CancellationToken cancel)
    {
        var stands = RandomAccess.GetLength(bytes);
        if (offset != stands)
        {
            return new UploadStep(UploadOutcome.WrongOffset, upload, stands);
        }

        var (outcome, end, why) = await uploads.Fill(upload, bytes, body, cancel);
        return outcome == UploadOutcome.Going && end == upload.Size
            ? await Check(upload, bytes, CancellationToken.None)   // whoever sent the last byte may be gone: the file is there all the same
            : new UploadStep(outcome, upload, end) { Why = why };
    }

    private async Task<UploadStep> Check(FileUpload upload, SafeFileHandle bytes, CancellationToken cancel)
    {
        var sha256 = await uploads.Hash(upload, bytes, cancel);
        if (upload.Sha256 is { } wanted && !string.Equals(wanted, sha256, StringComparison.Ordinal))
        {
            await Abandon(upload.Id, cancel);
            return new UploadStep(UploadOutcome.WrongContent, upload) { Why = sha256 };
        }

        RandomAccess.FlushToDisk(bytes);
        using var turn = await store.Enter(CancellationToken.None);
        return uploads.Read(upload.Id) is null ? UploadStep.Unknown : Finish(upload, sha256);
    }

    /// <summary>Within the lock. The bytes are on disk.</summary>
    private UploadStep Finish(FileUpload upload, string sha256)
    {
        var known = upload with { Sha256 = sha256 };
        uploads.Write(known);   // so that the content has a name from before it is in its place
        DurableFiles.Move(paths.UploadBytes(upload.Id), paths.PlaceFor(sha256));
        return Record(known, sha256);
    }

    private UploadStep Record(FileUpload upload, string sha256)
    {
        var file = PutAgain(records.Read(sha256), upload with { Sha256 = sha256 });
        var done = upload with { Sha256 = sha256, IsDone = true };
        uploads.Write(done);
        return new UploadStep(UploadOutcome.Done, done, done.Size) { File = file };
    }

    private StoredFile PutAgain(StoredFile? before, FileUpload upload)
    {
        var now = time.GetUtcNow();
        var expires = now.AddSeconds(upload.KeepSeconds);
        var file = new StoredFile
        {
            Sha256 = upload.Sha256!,
            Size = upload.Size,
            Names = [.. (before?.Names ?? []).Where(name => !string.Equals(name, upload.Name, StringComparison.Ordinal)).Prepend(upload.Name).Take(FileLimits.MostNames)],
            MediaType = upload.MediaType,
            PutBy = upload.By,
            PutById = upload.ById,
            PutAt = now,
            ExpiresAt = before is not null && before.ExpiresAt > expires ? before.ExpiresAt : expires,
        };
        records.Write(file);
        return file;
    }

    /// <summary>The record first: without it the file is gone, and what is left is swept.</summary>
    private void Take(string sha256)
    {
        records.Remove(sha256);
        try
        {
            File.Delete(paths.Content(sha256));
        }
        catch (DirectoryNotFoundException)
        {
            return;   // as it was to be
        }
    }

    private long Used(IEnumerable<StoredFile> files) => files.Sum(file => file.Size) + uploads.UnderWay().Sum(upload => upload.Size);

    /// <summary>Bytes that the disk has for a new upload.</summary>
    private long Room(IEnumerable<FileUpload> underWay) =>
        new DriveInfo(paths.Root).AvailableFreeSpace - options.Value.SpareBytes - underWay.Sum(upload => upload.Size - uploads.Offset(upload));
}
