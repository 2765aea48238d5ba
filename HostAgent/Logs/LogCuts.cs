using System.Buffers;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>Where output is cut into batches: after a line if there is one, never inside a character if that can be helped.</summary>
internal static class LogCuts
{
    private const int LongestCharacter = 4;

    /// <summary>How many of the bytes that were read make the next batch; 0 means that the rest of the line is worth waiting for.</summary>
    /// <param name="read">What follows the last batch, at most <see cref="Limits.BatchBytes"/>.</param>
    /// <param name="flush">The line was waited for long enough, or nothing will follow.</param>
    public static int Length(ReadOnlySpan<byte> read, bool flush)
    {
        var lines = read.LastIndexOf((byte)'\n') + 1;
        if (lines > 0)
        {
            return lines;
        }

        return flush || read.Length >= Limits.BatchBytes ? WholeCharacters(read) : 0;
    }

    /// <summary>The batch for some bytes: as text if they are UTF-8, else as they are.</summary>
    public static (string? Text, byte[]? Raw) Encode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? (Encoding.UTF8.GetString(bytes), null) : (null, bytes.ToArray());

    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back < LongestCharacter && back < bytes.Length; back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return bytes.Length - back;
            }
        }

        return bytes.Length;
    }
}
