using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Roofline;

/// <summary>Appends and syncs, one at a time.</summary>
internal sealed class Outbox(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    private readonly Lock _lock = new();
    private long _end;

    public void Append(ReadOnlySpan<byte> record)
    {
        lock (_lock)
        {
            RandomAccess.Write(_file, record, _end);
            _end += record.Length;
            RandomAccess.FlushToDisk(_file);
        }
    }

    public void Dispose() => _file.Dispose();
}
