using Microsoft.Win32.SafeHandles;
using OrleansOps.Linux;

namespace OrleansOps.Logs;

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

    public int Read(long offset, Span<byte> bytes) => RandomAccess.Read(Open(), bytes, offset);

    public long FirstByte() => Length() == 0 ? 0 : Math.Max(0, Native.Seek(Open(), 0, Native.SeekData));

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
