using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Entries as bytes: length, CRC-32C of the length and the text, text. A torn or damaged end is found by its checksum, and what stands
/// before it counts.
/// </summary>
internal static class JournalFrames
{
    private const int HeaderBytes = 8;

    /// <summary>Larger than any entry: a script and its input in base64, with room for the rest.</summary>
    private const int MaxEntryBytes = 4 * 1024 * 1024;

    public static void Write(ArrayBufferWriter<byte> to, JournalEntry entry)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);
        var frame = to.GetSpan(HeaderBytes + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, text.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(text));
        text.CopyTo(frame[HeaderBytes..]);
        to.Advance(HeaderBytes + text.Length);
    }

    /// <summary>Reads up to the first frame that is not whole. Returns how many bytes were good.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, Action<JournalEntry> take)
    {
        var good = 0;
        while (TryRead(bytes[good..], out var entry, out var length))
        {
            take(entry!);
            good += length;
        }

        return good;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out JournalEntry? entry, out int length)
    {
        entry = null;
        length = 0;
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }

        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (size is <= 0 or > MaxEntryBytes || size > bytes.Length - HeaderBytes)
        {
            return false;
        }

        var text = bytes.Slice(HeaderBytes, size);
        if (Checksum(text) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]))
        {
            return false;
        }

        try
        {
            entry = JsonSerializer.Deserialize(text, JournalJson.Default.JournalEntry);
            length = HeaderBytes + size;
            return entry is not null && entry.About() is not { TaskId: null };
        }
        catch (JsonException)
        {
            return false;   // whole, but not ours: treated as damage
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> text)
    {
        var crc = BitOperations.Crc32C(~0u, (uint)text.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in text[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
