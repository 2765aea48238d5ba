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
/// <param name="tell">Told what of a task's artifacts is in the store, each time that there is one more: what ends this process takes back none.</param>
internal sealed class Collection(
    TransferSpec spec, Func<string, string?> secret, TransferOutput output, TimeProvider time, Func<IReadOnlyList<TaskArtifact>, Task>? tell = null)
{
    private const string Spool = "archive";
    private const int UsualName = 200;
    private const int NoSuchFile = 2;
    private const int ReadBytes = 256 * 1024;

    private readonly FileCollection _wanted = spec.Collect!;
    private long _bytes;
    private long _brought;

    /// <exception cref="TransferException">Nothing of it is in the store, or not all.</exception>
    public async Task<IReadOnlyList<TaskArtifact>> Run(CancellationToken cancel)
    {
        using var store = new StoreDoor(spec, secret(FileDelivery.TokenSecret) ?? "");
        return spec.Below is { } below
            ? await new Gathering(below, _wanted, (left, name) => PutOne(store, left, name, cancel), tell).Run()
            : [await PutAll(store, cancel)];
    }

    private async Task<TaskArtifact> PutOne(StoreDoor store, LeftPath left, string name, CancellationToken cancel)
    {
        _bytes = _brought;   // what was counted of one that did not come counts for nothing
        var upload = new StoreUpload(store, output, _wanted.BytesPerSecond, time);
        var artifact = await (left.IsDirectory ? PutDirectory(upload, left, name, cancel) : PutFile(upload, left.Path, name, left.Inside, cancel));
        _brought = _bytes;
        return artifact;
    }

    private async Task<TaskArtifact> PutDirectory(StoreUpload upload, LeftPath left, string name, CancellationToken cancel)
    {
        using var directory = NativeFiles.Open(left.Path, NativeFiles.Directory | NativeFiles.NoFollow | NativeFiles.CloseOnExec, 0);
        if (directory.IsInvalid)
        {
            throw new TransferException(FailureCode.PathDenied, $"The task's user may not look into '{left.Path}'. Look at its mode and owner and at those of the directories above it.");
        }

        left.Inside?.Check(directory, left.Path);
        return await PutArchive(upload, [($"{OpenedPath.Of(directory)}/.", Short(left.Path[(left.Path.LastIndexOf('/') + 1)..]))], name, cancel);
    }

    private async Task<TaskArtifact> PutAll(StoreDoor store, CancellationToken cancel)
    {
        var found = _wanted.Paths.SelectMany(path => PathPatterns.Find(path)).Distinct(StringComparer.Ordinal).ToList();
        if (!_wanted.Recursive && found.FirstOrDefault(path => FileStatus.Read(path) is { IsDirectory: true }) is { } directory)
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{directory}' is a directory. Ask for what is in it, too (collect.recursive, -r).");
        }

        var upload = new StoreUpload(store, output, _wanted.BytesPerSecond, time);
        if (found is [var one] && FileStatus.Read(one) is { IsDirectory: false })
        {
            return await PutFile(upload, one, Short(Path.GetFileName(one)), inside: null, cancel);
        }

        var name = found is [var alone] ? Short(Path.GetFileName(alone) is { Length: > 0 } last ? last : "root") : "files";
        var above = Above(found);
        return await PutArchive(upload, [.. found.Select(path => (path, path[above.Length..].TrimStart('/') is { Length: > 0 } inside ? inside : name))], $"{name}.tar.gz", cancel);
    }

    private async Task<TaskArtifact> PutFile(StoreUpload upload, string path, string name, TaskPlace? inside, CancellationToken cancel)
    {
        // A link that was named is followed as every program would; a pipe that nobody writes to is not waited for.
        using var file = NativeFiles.Open(path, NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);
        if (file.IsInvalid)
        {
            throw Marshal.GetLastPInvokeError() == NoSuchFile
                ? new TransferException(FailureCode.FileNotRead, $"'{path}' is a link to '{new FileInfo(path).LinkTarget}', where nothing is.")
                : new TransferException(FailureCode.PathDenied, $"The task's user may not read '{path}'. Look at its mode and owner and at those of the directories above it.");
        }

        inside?.Check(file, path);
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
            Count(size);
            return await Put(upload, file, new UploadWanted(size, name, KeepSeconds: _wanted.KeepSeconds), isArchive: false, cancel);
        }

        // What a kernel makes up as it is read, as below /proc, has no length before.
        using var copy = Copied(file, path, cancel);
        return await Put(upload, copy, new UploadWanted(RandomAccess.GetLength(copy), name, KeepSeconds: _wanted.KeepSeconds), isArchive: false, cancel);
    }

    private SafeFileHandle Copied(SafeFileHandle file, string path, CancellationToken cancel)
    {
        var space = new FreeSpace(Directory.GetCurrentDirectory(), spec.KeepFreeBytes);
        var copy = File.OpenHandle(Spool, FileMode.Create, FileAccess.ReadWrite);
        try
        {
            var (buffer, at) = (new byte[ReadBytes], 0L);
            while (RandomAccess.Read(file, buffer, at) is > 0 and var length)
            {
                cancel.ThrowIfCancellationRequested();
                space.Take(length);
                Count(length);
                RandomAccess.Write(copy, buffer.AsSpan(0, length), at);
                at += length;
            }

            return copy;
        }
        catch (IOException failed)
        {
            copy.Dispose();
            throw new TransferException(FailureCode.FileNotRead, $"'{path}' cannot be read: {failed.Message}", failed);
        }
    }

    /// <param name="parts">What goes into it, and what each is called there.</param>
    private async Task<TaskArtifact> PutArchive(StoreUpload upload, IReadOnlyList<(string Path, string Inside)> parts, string name, CancellationToken cancel)
    {
        var (unread, first) = await Pack(parts, cancel);
        using var file = File.OpenHandle(Spool);
        var sha256 = await Hash(cancel);
        var artifact = await Put(upload, file, new UploadWanted(RandomAccess.GetLength(file), name, sha256, _wanted.KeepSeconds), isArchive: true, cancel);
        return unread == 0 ? artifact : throw new TransferException(
            FailureCode.FileNotRead,
            spec.Below is null
                ? $"{unread} of what was asked for could not be read; the output says which. The rest is in the store."
                : $"{unread} of what is in {name} could not be read; the first: {first} The rest is in the store.")
        { Artifacts = [artifact] };
    }

    /// <summary>Returns how much could not be read, and the first of that.</summary>
    /// <exception cref="TransferException">The disk has no room for the archive, or there is more than may be brought.</exception>
    private async Task<(int Unread, string? First)> Pack(IReadOnlyList<(string Path, string Inside)> parts, CancellationToken cancel)
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
            foreach (var (path, inside) in parts)
            {
                archive.Add(path, inside);
            }

            return (archive.Unread, archive.FirstUnread);
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
            throw new TransferException(
                FailureCode.FileNotRead,
                spec.Below is null
                    ? $"There are more than {_wanted.MostBytes} bytes, which is what this task may bring. Allow it more (collect.mostBytes, --most), or ask for less."
                    : $"'artifacts' are more than {_wanted.MostBytes} bytes, which is what a task may leave. Name less.");
        }
    }

    private static async Task<string> Hash(CancellationToken cancel)
    {
        await using var spool = new FileStream(Spool, FileMode.Open, FileAccess.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(spool, cancel));
    }

    /// <summary>As the store takes it: neither longer, nor with letters that nobody sees or that sit on others.</summary>
    public static string Short(string name)
    {
        var shown = string.Concat(name.EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) || (rune.IsAscii && rune.Value is > ' ' and < 0x7F and not ('\\' or '/')) ? rune.ToString() : "_"));
        return shown.Length <= UsualName ? shown : shown[..UsualName];
    }
}
