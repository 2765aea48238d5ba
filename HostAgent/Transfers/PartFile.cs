using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>
/// A file that is not whole yet, beside its place: nobody sees half of one. It is named after its task, so that the task's next attempt goes on with it. Nobody
/// but its user can read it or write to it, whatever the directory allows.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int ReadBytes = 1 << 20;

    /// <summary>Who was before us may have left it open for others.</summary>
    private const int OthersAny = 0x3F;

    private readonly string _path;
    private readonly FreeSpace _space;
    private readonly SafeFileHandle _file;
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(string path, SafeFileHandle file, FreeSpace space) => (_path, _file, _space) = (path, file, space);

    /// <summary>Bytes that are there.</summary>
    public long Length { get; private set; }

    /// <exception cref="TransferException">It cannot be written there.</exception>
    public static PartFile Open(string directory, string taskId, long keepFree)
    {
        var path = Path.Join(directory, $".{taskId}.ops-part");
        try
        {
            if (FileStatus.Read(path) is not null)
            {
                if (TakeUp(path) is { } before)
                {
                    return new PartFile(path, before, new FreeSpace(directory, keepFree));
                }

                File.Delete(path);
            }

            return new PartFile(path, Create(path), new FreeSpace(directory, keepFree));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(failed, directory);
        }
    }

    /// <summary>Reads what an earlier attempt left, as far as it can be of use.</summary>
    public void TakeUp(long most)
    {
        var length = RandomAccess.GetLength(_file);
        if (length > most)
        {
            Restart();
            return;
        }

        var buffer = new byte[ReadBytes];
        while (RandomAccess.Read(_file, buffer, Length) is > 0 and var read)
        {
            _hash.AppendData(buffer, 0, read);
            Length += read;
        }
    }

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        _hash.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        RandomAccess.SetLength(_file, Length = 0);
    }

    /// <summary>So many bytes are to be there in the end.</summary>
    /// <exception cref="TransferException">The disk has no room for them.</exception>
    public void Expect(long all) => _space.For(all - Length);

    /// <exception cref="TransferException">The disk does not take them.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _space.Take(bytes.Length);
        try
        {
            RandomAccess.Write(_file, bytes, Length);
        }
        catch (IOException failed)
        {
            throw TransferException.Of(failed, _path);
        }

        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Of the file itself, whatever somebody has put under its name. The owner first: a change of it takes mode bits away.</summary>
    /// <exception cref="TransferException">The system does not let us.</exception>
    public void Become(uint? user, uint? group, int mode)
    {
        if ((user is not null || group is not null) && Native.ChangeOwner(_file, user ?? uint.MaxValue, group ?? uint.MaxValue) != 0)
        {
            throw TransferException.Of(Marshal.GetLastPInvokeError(), _path);
        }

        try
        {
            File.SetUnixFileMode(_file, (UnixFileMode)mode);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(failed, _path);
        }
    }

    /// <summary>Brings it to disk and puts it in its place, at once and whole. False: somebody was there first, and may stay.</summary>
    /// <exception cref="TransferException">It cannot be put there.</exception>
    public bool PutInPlace(TargetPath target, bool overwrite)
    {
        try
        {
            RandomAccess.FlushToDisk(_file);
            File.Move(_path, target.Path, overwrite);
        }
        catch (IOException) when (!overwrite && FileStatus.Read(target.Path) is not null)
        {
            return false;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(failed, target.Path);
        }

        SyncDirectory(target.Directory);
        return true;
    }

    public void Discard()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return;   // what stood in the way of the file has been said
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>Null if it is not a file that we alone could have written, and can go on with.</summary>
    private static SafeFileHandle? TakeUp(string path)
    {
        var file = NativeFiles.Open(path, NativeFiles.ReadWrite | NativeFiles.NoFollow | NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);
        if (!file.IsInvalid && FileStatus.Of(file) is { IsRegular: true, IsMine: true, Links: 1 } status && (status.Mode & OthersAny) == 0)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Never follows a link that somebody planted.</summary>
    private static SafeFileHandle Create(string path)
    {
        using var made = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        return TakeUp(path) ?? throw new IOException(string.Create(CultureInfo.InvariantCulture, $"'{path}' was changed by somebody in the moment that it was made."));
    }

    /// <summary>A name is only certain once the directory is on disk too. One that cannot be read cannot be brought there, and what is in it is there all the same.</summary>
    private static void SyncDirectory(string directory)
    {
        var descriptor = Native.Open(directory, 0);
        if (descriptor >= 0)
        {
            _ = Native.Sync(descriptor);
            _ = Native.Close(descriptor);
        }
    }
}
