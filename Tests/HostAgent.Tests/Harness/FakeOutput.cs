using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests;

/// <summary>An output of which each byte says where it stands, and which can lose its beginning and its end.</summary>
internal sealed class FakeOutput(int salt) : IOutput
{
    private long _length;

    public long First { get; private set; }

    /// <summary>What a byte must be.</summary>
    public static byte ByteAt(long offset, int salt) => (byte)((offset + salt) % 37 == 0 ? '\n' : 'a' + ((offset * 7) + salt) % 26);

    public void Print(int bytes) => _length += bytes;

    public void Truncate(long length) => _length = Math.Min(_length, length);

    public long Length() => _length;

    public int Read(long offset, Span<byte> bytes)
    {
        var count = (int)Math.Clamp(_length - offset, 0, bytes.Length);
        for (var i = 0; i < count; i++)
        {
            bytes[i] = offset + i < First ? (byte)0 : ByteAt(offset + i, salt);
        }

        return count;
    }

    public long FirstByte() => Math.Min(First, _length);

    public void Release(long before) => First = Math.Max(First, Math.Min(before, _length));

    public void Dispose()
    {
        // it outlives the log that reads it, as a file does
    }
}
