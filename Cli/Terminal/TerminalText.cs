using System.Buffers;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// What scripts and servers write, made safe for a terminal: text, tabs, line feeds, carriage returns and colours (SGR) go through. Everything
/// else that a terminal would obey is written out: it could move the cursor, set titles or write the clipboard. What comes in pieces is
/// put together first.
/// </summary>
internal sealed class TerminalText
{
    private const byte Escape = 0x1b;
    private const int LongestColours = 64;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (byte)code)]);

    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789;:"u8);

    private readonly ArrayBufferWriter<byte> _safe = new();
    private byte[] _begun = [];
    private bool _isColoured;

    /// <summary>The safe form, good until the next call. What is only begun waits for its rest.</summary>
    public ReadOnlySpan<byte> Pass(ReadOnlySpan<byte> bytes) => Pass(bytes, isLast: false);

    /// <summary>The rest of what was begun; colours that were left on are taken back, since what follows is not the script's.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        Pass([], isLast: true);
        if (_isColoured)
        {
            _safe.Write("\x1b[0m"u8);
            _isColoured = false;
        }

        return _safe.WrittenSpan;
    }

    private ReadOnlySpan<byte> Pass(ReadOnlySpan<byte> bytes, bool isLast)
    {
        _safe.ResetWrittenCount();
        var rest = _begun.Length == 0 ? bytes : [.. _begun, .. bytes];
        int taken;
        while (rest.Length > 0 && (taken = Take(rest, isLast)) > 0)
        {
            rest = rest[taken..];
        }

        _begun = rest.ToArray();
        return _safe.WrittenSpan;
    }

    /// <summary>Writes the first part, and tells its length; 0 if it may go on with what has not come yet.</summary>
    private int Take(ReadOnlySpan<byte> rest, bool isLast)
    {
        var plain = rest.IndexOfAnyExcept(Plain);
        if (plain != 0)
        {
            var length = plain < 0 ? rest.Length : plain;
            _safe.Write(rest[..length]);
            return length;
        }

        return rest[0] == Escape ? TakeColours(rest, isLast) : TakeCharacter(rest, isLast);
    }

    private int TakeColours(ReadOnlySpan<byte> rest, bool isLast)
    {
        var isBegun = rest.Length < 2 || rest[1] == '[';
        var end = rest.Length < 2 ? -1 : rest[2..].IndexOfAnyExcept(Numbers);
        if (isBegun && end < 0 && rest.Length < LongestColours && !isLast)
        {
            return 0;
        }

        if (!isBegun || end < 0 || rest[2 + end] != 'm')
        {
            return WriteOut(rest[..1]);
        }

        var colours = rest[..(2 + end + 1)];
        _safe.Write(colours);
        _isColoured = colours[2..^1].ContainsAnyExcept("0;:"u8);
        return colours.Length;
    }

    private int TakeCharacter(ReadOnlySpan<byte> rest, bool isLast)
    {
        var found = Rune.DecodeFromUtf8(rest, out var rune, out var length);
        if (found == OperationStatus.NeedMoreData && !isLast)
        {
            return 0;
        }

        if (found != OperationStatus.Done)
        {
            return WriteOut(rest[..length]);
        }

        _safe.Write(Printable.MovesNothing(rune) ? rest[..length] : Encoding.UTF8.GetBytes(Printable.Of(rune.ToString())));
        return length;
    }

    private int WriteOut(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            _safe.Write(Encoding.ASCII.GetBytes($"\\x{value:x2}"));
        }

        return bytes.Length;
    }
}
