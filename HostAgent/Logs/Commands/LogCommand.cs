using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// A line of output by which a task tells its agent something: <c>##[add-mask]VALUE</c> or <c>##[set-output name=NAME]VALUE</c>. Every other line is an
/// ordinary one, whatever it begins with; those that only say how a line is to be shown are the reader's.
/// </summary>
/// <param name="Name">Of the output that it sets; null where it masks.</param>
/// <param name="Value">The rest of the line, as it was printed.</param>
internal sealed record LogCommand(string? Name, string Value)
{
    private const byte NameEnd = (byte)']';

    /// <summary>Bytes of the longest line that is looked at: an output as large as all of them may be, with its name.</summary>
    public static readonly int LongestLine = OutputHead.Length + Limits.IdLength + 1 + Limits.OutputBytes;

    public static ReadOnlySpan<byte> MaskHead => "##[add-mask]"u8;

    private static ReadOnlySpan<byte> OutputHead => "##[set-output name="u8;

    /// <summary>What a whole line says; null if it is an ordinary one.</summary>
    /// <param name="line">Without its end.</param>
    public static LogCommand? Read(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(MaskHead))
        {
            return new LogCommand(null, Encoding.UTF8.GetString(line[MaskHead.Length..]));
        }

        var end = line.StartsWith(OutputHead) ? line.IndexOf(NameEnd) : -1;
        return end < 0
            ? null
            : new LogCommand(Encoding.UTF8.GetString(line[OutputHead.Length..end]), Encoding.UTF8.GetString(line[(end + 1)..]).Replace('\0', '\uFFFD'));
    }

    /// <summary>Whether a line that begins like this may become a command.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> line) => GoesOn(line, MaskHead) || GoesOn(line, OutputHead);

    /// <summary>What follows the head of this line is to be masked, and must not leave before it is.</summary>
    public static bool IsMask(ReadOnlySpan<byte> line) => line.StartsWith(MaskHead);

    private static bool GoesOn(ReadOnlySpan<byte> line, ReadOnlySpan<byte> head) =>
        line.Length < head.Length ? head.StartsWith(line) : line.StartsWith(head);
}
