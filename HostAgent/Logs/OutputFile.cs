using Microsoft.Win32.SafeHandles;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Logs;

/// <summary>An output file that a supervisor appends to. It is opened when there is something in it: most tasks print little.</summary>
internal sealed class OutputFile(string path) : IOutput
{
    private SafeFileHandle? _file;
    private long _released;

    public long Length()
    {
        if (_file is not null)
        {
            return RandomAccess.GetLength(_file);
        }

        var info = new FileInfo(path);
        return info.Exists ? info.Length : 0;
    }

    public int Read(long offset, Span<byte> bytes)
    {
        try
        {
            return RandomAccess.Read(Open(), bytes, offset);
        }
        catch (FileNotFoundException)
        {
            return 0;   // nothing was printed, or it is deleted already
        }
    }

    public long FirstByte()
    {
        var length = Length();
        var data = length == 0 ? 0 : Native.Seek(Open(), 0, Native.SeekData);
        return data < 0 ? length : data;   // no data anywhere: all of it was released
    }

    public void Release(long before)
    {
        // A file system that cannot punch holes keeps the bytes until the task is settled. That is all that happens.
        if (_file is not null && Native.Allocate(_file, Native.PunchHole | Native.KeepSize, _released, before - _released) == 0)
        {
            _released = before;
        }
    }

    public void Dispose() => _file?.Dispose();

    private SafeFileHandle Open() =>
        _file ??= File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
