using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Brings files of the host into the store: one as it is, several or a directory as an archive, which is made in the task's own directory first.</summary>
internal sealed class Collection(TransferSpec spec, Func<string, string?> secret, TransferOutput output, TimeProvider time)
{
    private const string Spool = "archive";
    private const int UsualName = 200;
    private const int NoSuchFile = 2;
    private const int ReadBytes = 256 * 1024;

    private readonly FileCollection _wanted = spec.Collect!;
    private long _bytes;

    /// <exception cref="TransferException">Nothing of it is in the store, or not all.</exception>
    public async Task<TaskArtifact> Run(CancellationToken cancel)
    {
        var found = _wanted.Paths.SelectMany(PathPatterns.Find).Distinct(StringComparer.Ordinal).ToList();
        if (!_wanted.Recursive && found.FirstOrDefault(path => FileStatus.Read(path) is { IsDirectory: true }) is { } directory)
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{directory}' is a directory. Ask for what is in it, too (collect.recursive, -r).");
        }

        using var store = new StoreDoor(spec, secret(FileDelivery.TokenSecret) ?? "");
        var upload = new StoreUpload(store, output, _wanted.BytesPerSecond, time);
        return found is [var one] && FileStatus.Read(one) is { IsDirectory: false }
            ? await PutFile(upload, one, cancel)
            : await PutArchive(upload, found, cancel);
    }

    private async Task<TaskArtifact> PutFile(StoreUpload upload, string path, CancellationToken cancel)
    {
        // A link that was named is followed as every program would; a pipe that nobody writes to is not waited for.
        using var file = NativeFiles.Open(path, NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);
        if (file.IsInvalid)
        {
            throw Marshal.GetLastPInvokeError() == NoSuchFile
                ? new TransferException(FailureCode.FileNotRead, $"'{path}' is a link to '{new FileInfo(path).LinkTarget}', where nothing is.")
                : new TransferException(FailureCode.PathDenied, $"The task's user may not read '{path}'. Look at its mode and owner and at those of the directories above it.");
        }

        var status = FileStatus.Of(file);
        if (status is { IsDirectory: true })
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{path}' is a link to the directory '{new FileInfo(path).LinkTarget}'. Ask for that one.");
        }

        if (status is not { IsRegular: true })
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{path}' is no file: a device, a pipe or a socket has no content to bring.");
        }

        var size = RandomAccess.GetLength(file);
        if (size > 0)
        {
            Expect(size);
            return await Put(upload, file, new UploadWanted(size, Short(Path.GetFileName(path)), KeepSeconds: _wanted.KeepSeconds), isArchive: false, cancel);
        }

        // What a kernel makes up as it is read, as below /proc, has no length before.
        using var copy = Copied(file, path, cancel);
        return await Put(upload, copy, new UploadWanted(RandomAccess.GetLength(copy), Short(Path.GetFileName(path)), KeepSeconds: _wanted.KeepSeconds), isArchive: false, cancel);
    }

    private SafeFileHandle Copied(SafeFileHandle file, string path, CancellationToken cancel)
    {
        var space = new FreeSpace(Directory.GetCurrentDirectory(), spec.KeepFreeBytes);
        var copy = File.OpenHandle(Spool, FileMode.Create, FileAccess.ReadWrite);
        try
        {
            var buffer = new byte[ReadBytes];
            while (RandomAccess.Read(file, buffer, _bytes) is > 0 and var length)
            {
                cancel.ThrowIfCancellationRequested();
                space.Take(length);
                RandomAccess.Write(copy, buffer.AsSpan(0, length), _bytes);
                Count(length);
            }

            return copy;
        }
        catch (IOException failed)
        {
            copy.Dispose();
            throw new TransferException(FailureCode.FileNotRead, $"'{path}' cannot be read: {failed.Message}", failed);
        }
    }

    private async Task<TaskArtifact> PutArchive(StoreUpload upload, List<string> found, CancellationToken cancel)
    {
        var name = found is [var one] ? Short(Path.GetFileName(one) is { Length: > 0 } last ? last : "root") : "files";
        var unread = await Pack(found, name, cancel);
        using var file = File.OpenHandle(Spool);
        var sha256 = await Hash(cancel);
        var artifact = await Put(upload, file, new UploadWanted(RandomAccess.GetLength(file), $"{name}.tar.gz", sha256, _wanted.KeepSeconds), isArchive: true, cancel);
        return unread == 0 ? artifact : throw new TransferException(
            FailureCode.FileNotRead, $"{unread} of what was asked for could not be read; the output says which. The rest is in the store.")
        { Artifact = artifact };
    }

    /// <summary>Returns how much could not be read.</summary>
    /// <exception cref="TransferException">The disk has no room for the archive, or there is more than may be brought.</exception>
    private async Task<int> Pack(List<string> found, string name, CancellationToken cancel)
    {
        var space = new FreeSpace(Directory.GetCurrentDirectory(), spec.KeepFreeBytes);
        try
        {
            await using var spool = new FileStream(Spool, FileMode.Create, FileAccess.Write, FileShare.None);
            await using var packed = new GZipStream(spool, CompressionLevel.Fastest);
            await using var tar = new TarWriter(packed, TarEntryFormat.Pax);
            var archive = new HostArchive(tar, output, Expect, length =>
            {
                cancel.ThrowIfCancellationRequested();
                Count(length);
                space.Take(length);
                output.Packed(_bytes);
            });
            var above = Above(found);
            foreach (var path in found)
            {
                archive.Add(path, path[above.Length..].TrimStart('/') is { Length: > 0 } inside ? inside : name);
            }

            return archive.Unread;
        }
        catch (IOException failed)
        {
            throw TransferException.Of(failed, Path.GetFullPath(Spool));
        }
    }

    /// <summary>The directory that all lie in, with which their names in the archive do not begin.</summary>
    private static string Above(List<string> found)
    {
        var above = Path.GetDirectoryName(found[0]) ?? "/";
        while (!found.TrueForAll(path => above is "/" || path.StartsWith(above + "/", StringComparison.Ordinal)))
        {
            above = Path.GetDirectoryName(above) ?? "/";
        }

        return above;
    }

    private async Task<TaskArtifact> Put(StoreUpload upload, SafeFileHandle file, UploadWanted wanted, bool isArchive, CancellationToken cancel)
    {
        var id = await upload.Put(file, wanted, cancel);
        output.Say($"{wanted.Name}: {wanted.SizeBytes} bytes, SHA-256 {id}.");
        return new TaskArtifact(wanted.Name, id, wanted.SizeBytes, isArchive);
    }

    private void Count(long bytes)
    {
        Expect(bytes);
        _bytes += bytes;
    }

    /// <summary>So many more are to come.</summary>
    private void Expect(long bytes)
    {
        if (bytes > _wanted.MostBytes - _bytes)
        {
            throw new TransferException(FailureCode.FileNotRead, $"There are more than {_wanted.MostBytes} bytes, which is what this task may bring. Allow it more (collect.mostBytes, --most), or ask for less.");
        }
    }

    private static async Task<string> Hash(CancellationToken cancel)
    {
        await using var spool = new FileStream(Spool, FileMode.Open, FileAccess.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(spool, cancel));
    }

    /// <summary>As the store takes it: neither longer, nor with letters that nobody sees or that sit on others.</summary>
    private static string Short(string name)
    {
        var shown = string.Concat(name.EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) || (rune.IsAscii && rune.Value is > ' ' and < 0x7F and not '\\') ? rune.ToString() : "_"));
        return shown.Length <= UsualName ? shown : shown[..UsualName];
    }
}
