using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// Finds the lines of one stream that may be commands, however its bytes come in pieces. Passes over all others as fast as the framework looks for four
/// bytes; only of a line that begins like a command anything is kept.
/// </summary>
/// <param name="found">Gets each such line, without its end.</param>
/// <param name="tooLong">Told of one that is longer than any command may be: it is an ordinary line.</param>
internal sealed class CommandScan(Action<ReadOnlySpan<byte>> found, Action tooLong)
{
    private const int NewlineAndHead = 3;

    private readonly List<byte> _line = [];
    private bool _isStart = true;

    /// <summary>Offset of the first byte that was not looked at.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the line begins that may be a command and has no end yet, else where everything was looked at.</summary>
    public long LineStart => Offset - _line.Count;

    /// <summary>Bytes before it may leave: a value that is to be masked stays until its line is whole.</summary>
    public long Clear => LogCommand.IsMask(Line) ? LineStart + LogCommand.MaskHead.Length : Offset;

    private ReadOnlySpan<byte> Line => CollectionsMarshal.AsSpan(_line);

    /// <summary>Goes on at another place, because what lies between is not there any more. A line begins at the very beginning alone.</summary>
    public void GoTo(long offset)
    {
        _line.Clear();
        (Offset, _isStart) = (offset, offset == 0);
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = _isStart || _line.Count > 0 ? Follow(bytes) : Skip(bytes);
            bytes = bytes[taken..];
            Offset += taken;
        }
    }

    /// <summary>Nothing follows: what is there of a line is all of it.</summary>
    public void End()
    {
        Give();
        _isStart = false;
    }

    /// <summary>Goes on with a line that may be a command. Its end is left to <see cref="Skip"/>.</summary>
    private int Follow(ReadOnlySpan<byte> bytes)
    {
        _isStart = false;
        if (_line.Count == 0 && !LogCommand.MayBegin(bytes[..Math.Min(bytes.Length, NewlineAndHead)]))
        {
            return 0;
        }

        var end = bytes.IndexOf((byte)'\n');
        var taken = end < 0 ? bytes.Length : end;
        _line.AddRange(bytes[..taken]);
        var isTooLong = _line.Count > (LogCommand.IsMask(Line) ? LogCommand.MaskHead.Length + Limits.MaskBytes + 1 : LogCommand.LongestLine);
        if (isTooLong && LogCommand.MayBegin(Line))
        {
            tooLong();
        }

        if (isTooLong || !LogCommand.MayBegin(Line))
        {
            _line.Clear();
        }
        else if (end >= 0)
        {
            Give();
        }

        return taken;
    }

    /// <summary>Goes to the next line that may begin with a command: behind the newline before it.</summary>
    private int Skip(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\n##["u8) is >= 0 and var at)
        {
            _isStart = true;
            return at + 1;
        }

        // The last bytes may be the beginning of that.
        var tail = Math.Max(0, bytes.Length - NewlineAndHead);
        var newline = bytes[tail..].LastIndexOf((byte)'\n');
        _isStart = newline >= 0;
        return newline < 0 ? bytes.Length : tail + newline + 1;
    }

    private void Give()
    {
        if (_line.Count > 0)
        {
            var line = Line;
            found(line is [.., (byte)'\r'] ? line[..^1] : line);
            _line.Clear();
        }
    }
}
