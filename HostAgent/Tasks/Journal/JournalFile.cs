using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// A journal's file. Behind its last entry it is filled with zeros for the next ones: a result can still be written down on a full disk, and
/// a flush need not write down where the file ends and which blocks are its own, which takes the disk longer than the entry.
/// </summary>
internal sealed class JournalFile : IJournalFile
{
    private const int ReserveStep = 1024 * 1024;

    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly string _path;
    private SafeFileHandle _file;
    private long _reserved;

    public JournalFile(string path)
    {
        _path = path;
        _file = OwnFiles.Open(path, FileAccess.ReadWrite, FileMode.OpenOrCreate);
        Length = RandomAccess.GetLength(_file);
        Length = ReadAll().AsSpan().LastIndexOfAnyExcept((byte)0) + 1;   // no entry ends with a zero
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
            Flush();
            Length += bytes.Length;
        }
        catch (IOException)
        {
            Trim();
            throw;
        }
    }

    public async Task Replace(ReadOnlyMemory<byte> bytes)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var fresh = _path + ".new";
        File.Delete(fresh);
        var file = OwnFiles.Open(fresh, FileAccess.ReadWrite, FileMode.CreateNew);
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
        using (var aside = OwnFiles.Open(_path + ".damaged", FileAccess.ReadWrite, FileMode.Create))
        {
            RandomAccess.Write(aside, bad, 0);
        }

        Length = keep;
        Trim();
        RandomAccess.FlushToDisk(_file);
    }

    public void Dispose()
    {
        if (_file.IsClosed)
        {
            return;
        }

        try
        {
            Trim();
        }
        catch (IOException)
        {
            // Then what is reserved stays: the next life knows zeros from entries.
        }

        _file.Dispose();
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes + (ReserveStep / 2) <= _reserved)
        {
            return;
        }

        try
        {
            _reserved = Math.Max(_reserved, Length);
            for (var wanted = Length + bytes + ReserveStep; _reserved < wanted; _reserved += Zeros.Length)
            {
                RandomAccess.Write(_file, Zeros, _reserved);
            }
        }
        catch (IOException)
        {
            // No space left for more than the entry, or not even for that: its own write decides.
        }
    }

    /// <summary>The data, and what is needed to find it again. A flush of everything would also write down when the file was changed.</summary>
    private void Flush()
    {
        if (Native.SyncData(_file) != 0)
        {
            throw new IOException($"'{_path}' could not be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private void Trim()
    {
        RandomAccess.SetLength(_file, Length);
        _reserved = 0;
    }

    private void SyncDirectory()
    {
        var directory = Native.Open(Path.GetDirectoryName(_path)!, NativeFiles.Directory);
        if (directory >= 0)
        {
            _ = Native.Sync(directory);
            _ = Native.Close(directory);
        }
    }
}
