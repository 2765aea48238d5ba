using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests;

/// <summary>A file that is appended to and read, in memory.</summary>
internal sealed class MemoryFile : IOutput
{
    private readonly List<byte> _bytes = [];
    private long _first;

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public long Length() => _bytes.Count;

    public int Read(long offset, Span<byte> bytes)
    {
        Assert.True(offset >= _first, $"Byte {offset} is read after it was released.");
        var count = (int)Math.Clamp(_bytes.Count - offset, 0, bytes.Length);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes).Slice((int)Math.Min(offset, _bytes.Count), count).CopyTo(bytes);
        return count;
    }

    public long FirstByte() => _first;

    public void Release(long before) => _first = before / 4096 * 4096;

    public void Dispose()
    {
        // it outlives the log that reads it, as a file does
    }
}
