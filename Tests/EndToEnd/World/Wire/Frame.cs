using System.Buffers.Binary;

namespace OrleansOps.EndToEnd;

/// <summary>One WebSocket frame (RFC 6455), without extensions.</summary>
internal readonly record struct Frame(int Opcode, byte[] Payload)
{
    private const int TextCode = 1;
    private const int FirstControlCode = 8;

    public bool IsControl => Opcode >= FirstControlCode;

    public static Frame Text(byte[] payload) => new(TextCode, payload);

    /// <summary>Reads the next frame; null at the end of the stream.</summary>
    public static async Task<Frame?> Read(Stream from, CancellationToken cancel)
    {
        var head = new byte[2];
        if (await from.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancel) < 2)
        {
            return null;
        }

        var length = (long)(head[1] & 0x7F);
        if (length >= 126)
        {
            var longer = new byte[length == 126 ? 2 : 8];
            await from.ReadExactlyAsync(longer, cancel);
            length = longer.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(longer) : BinaryPrimitives.ReadInt64BigEndian(longer);
        }

        var mask = new byte[4];
        if ((head[1] & 0x80) != 0)
        {
            await from.ReadExactlyAsync(mask, cancel);
        }

        var payload = new byte[length];
        await from.ReadExactlyAsync(payload, cancel);
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i & 3];
        }

        return new Frame(head[0] & 0x0F, payload);
    }

    /// <summary>The frame as bytes, whole (FIN). A client's is masked: with zeros, which changes nothing and is as good as any other mask.</summary>
    public byte[] ToBytes(bool masked)
    {
        var extra = Payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var header = 2 + extra + (masked ? 4 : 0);
        var bytes = new byte[header + Payload.Length];
        bytes[0] = (byte)(0x80 | Opcode);
        bytes[1] = (byte)((masked ? 0x80 : 0) | extra switch { 0 => Payload.Length, 2 => 126, _ => 127 });
        if (extra == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)Payload.Length);
        }
        else if (extra == 8)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), Payload.Length);
        }

        Payload.CopyTo(bytes, header);
        return bytes;
    }
}
