using System.Buffers.Binary;
using OrleansOps.Agents;

namespace OrleansOps.Redis.Agents;

/// <summary>
/// A point of a host's history in 16 bytes: seconds, load and CPU in hundredths, memory in units of 64 KiB, network rates with the precision
/// of a chart. A fleet has tens of millions of them.
/// </summary>
internal static class LoadPointBytes
{
    public const int Size = 16;

    private const int MemoryUnit = 64 * 1024;

    public static void Write(LoadPoint point, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)point.At.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], Hundredths(point.Load1));
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], Hundredths(point.CpuPercent));
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], point.MemoryUsedBytes is { } used ? (uint)Math.Clamp(used / MemoryUnit, 0, uint.MaxValue - 1) : uint.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(to[12..], Rate(point.RxBytesPerSecond));
        BinaryPrimitives.WriteUInt16LittleEndian(to[14..], Rate(point.TxBytesPerSecond));
    }

    /// <summary>Null where no point was ever written.</summary>
    public static LoadPoint? Read(ReadOnlySpan<byte> from)
    {
        var seconds = BinaryPrimitives.ReadUInt32LittleEndian(from);
        if (seconds == 0)
        {
            return null;
        }

        var memory = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]);
        return new LoadPoint
        {
            At = DateTimeOffset.FromUnixTimeSeconds(seconds),
            Load1 = OfHundredths(BinaryPrimitives.ReadUInt16LittleEndian(from[4..])),
            CpuPercent = OfHundredths(BinaryPrimitives.ReadUInt16LittleEndian(from[6..])),
            MemoryUsedBytes = memory == uint.MaxValue ? null : (long)memory * MemoryUnit,
            RxBytesPerSecond = OfRate(BinaryPrimitives.ReadUInt16LittleEndian(from[12..])),
            TxBytesPerSecond = OfRate(BinaryPrimitives.ReadUInt16LittleEndian(from[14..])),
        };
    }

    private static ushort Hundredths(double? value) =>
        value is { } number ? (ushort)Math.Clamp(Math.Round(number * 100), 0, ushort.MaxValue - 1) : ushort.MaxValue;

    private static double? OfHundredths(ushort stored) => stored == ushort.MaxValue ? null : stored / 100.0;

    // The upper half of a 32-bit float: 8 bits of exponent, 7 of fraction, rounded. All bits set is no number.
    private static ushort Rate(double? value) => value is >= 0 and <= 1e30
        ? (ushort)((BitConverter.SingleToUInt32Bits((float)value.Value) + 0x8000) >> 16)
        : ushort.MaxValue;

    private static double? OfRate(ushort stored) => stored == ushort.MaxValue ? null : Math.Round(BitConverter.UInt32BitsToSingle((uint)stored << 16));
}
