using System.Buffers;
using System.IO.Compression;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// Compresses and seals the parts of states before they leave the gateway for the store, and opens them on their way out. A part belongs to its workspace, its content and its
/// place: moved elsewhere it does not open.
/// </summary>
internal sealed class StateSeal(SecretsKey keys)
{
    /// <summary>Bytes of one part before it is compressed; the last one has fewer.</summary>
    public const int PartBytes = 1 << 20;

    private const int Quality = 3;   // states are text that repeats itself: a tenth is left, at more than 100 MB/s
    private const int Window = 20;

    private readonly SealingKeys _keys = new(keys, "ops terraform states");

    public byte[] Seal(string workspace, string content, int part, ReadOnlySpan<byte> plain)
    {
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(PartBytes));
        try
        {
            return BrotliEncoder.TryCompress(plain, room, out var length, Quality, Window)
                ? _keys.Seal(Place(workspace, content, part), room.AsSpan(0, length))
                : throw new InvalidOperationException("A part became larger by compression than any can.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room, clearArray: true);
        }
    }

    /// <summary>The part as it was; null if it was sealed with another key or for another place, or was changed since.</summary>
    public byte[]? Open(string workspace, string content, int part, byte[] whole)
    {
        if (_keys.Open(Place(workspace, content, part), whole) is not { } compressed)
        {
            return null;
        }

        var plain = new byte[PartBytes];
        return BrotliDecoder.TryDecompress(compressed, plain, out var length) ? plain[..length] : null;
    }

    private static string Place(string workspace, string content, int part) => FormattableString.Invariant($"{workspace}/{content}/{part}");
}
