using Microsoft.Win32.SafeHandles;
using OrleansOps.Linux;

namespace OrleansOps.Tasks;

/// <summary>A journal's file. Space for the next entries is reserved ahead, so that a result can still be written down on a full disk.</summary>
internal sealed class JournalFile : IJournalFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long ReserveStep = 1024 * 1024;

    private readonly string _path;
    private SafeFileHandle _file;
    private long _reserved;

    public JournalFile(string path)
    {
        _path = path;
        _file = Open(path, FileMode.OpenOrCreate);
        Length = RandomAccess.GetLength(_file);
    }

    public long Length { get; private set; }

    public byte[] ReadAll()
    {
        var bytes = new byte[Length];
        var at = 0;
        while (at < bytes.Length && RandomAccess.Read(_file, bytes.AsSpan(at), at) is > 0 and var read)
        {
            at += read;
        }

        return bytes;
    }

    public async Task Append(ReadOnlyMemory<byte> bytes)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Reserve(bytes.Length);
        try
        {
            RandomAccess.Write(_file, bytes.Span, Length);
            RandomAccess.FlushToDisk(_file);
            Length += bytes.Length;
        }
        catch (IOException)
        {
            RandomAccess.SetLength(_file, Length);
            throw;
        }
    }

    public async Task Replace(ReadOnlyMemory<byte> bytes)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var fresh = _path + ".new";
        File.Delete(fresh);
        var file = Open(fresh, FileMode.CreateNew);
        try
        {
            RandomAccess.Write(file, bytes.Span, 0);
            RandomAccess.FlushToDisk(file);
            File.Move(fresh, _path, overwrite: true);
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }

        _file.Dispose();
        (_file, Length, _reserved) = (file, bytes.Length, 0);
        SyncDirectory();
    }

    public void Quarantine(long keep)
    {
        var bad = ReadAll().AsSpan((int)keep);
        using (var aside = Open(_path + ".damaged", FileMode.Create))
        {
            RandomAccess.Write(aside, bad, 0);
        }

        RandomAccess.SetLength(_file, keep);
        RandomAccess.FlushToDisk(_file);
        (Length, _reserved) = (keep, 0);
    }

    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a symbolic link. The agent's data directory must be its own; remove the link.");
        }

        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = OwnerOnly,
            BufferSize = 0,
        });
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes + (ReserveStep / 2) <= _reserved)
        {
            return;
        }

        // A file system that cannot do it, or has no space left, lets the write itself decide.
        var wanted = Length + bytes + ReserveStep;
        if (Native.Allocate(_file, Native.KeepSize, Length, wanted - Length) == 0)
        {
            _reserved = wanted;
        }
    }

    private void SyncDirectory()
    {
        var directory = Native.Open(Path.GetDirectoryName(_path)!, Native.Directory);
        if (directory >= 0)
        {
            _ = Native.Sync(directory);
            _ = Native.Close(directory);
        }
    }
}
