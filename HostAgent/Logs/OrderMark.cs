using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>What a supervisor noted (Supervisor/output.c): where a run of bytes of one stream ends, and when it was read from the task.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OrderMark(LogStream Stream, long End, DateTimeOffset At)
{
    /// <summary>Bytes of one in its file.</summary>
    public const int Size = 16;

    public static OrderMark Read(ReadOnlySpan<byte> bytes)
    {
        var microseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var end = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        return new OrderMark((LogStream)(end & 1), end >> 1, DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, (At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], (2 * End) + (long)Stream);
    }
}
