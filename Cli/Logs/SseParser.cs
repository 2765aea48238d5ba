using System.Buffers;
using System.Text;

namespace OrleansOps.Cli;

/// <summary>
/// Turns the bytes of a text/event-stream into events, by the rules of the HTML standard. It may be fed in pieces of any size.
/// An event that is not finished by an empty line is never given out: after a cut it comes again.
/// </summary>
internal sealed class SseParser
{
    /// <summary>No event of ours comes near; without a bound a broken server could fill the memory.</summary>
    public const int EventLimit = 16 * 1024 * 1024;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private string _type = "";
    private string? _id;
    private bool _skipLineFeed;
    private bool _started;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes the next bytes and gives the events that they finish.</summary>
    public IReadOnlyList<SseEvent> Feed(ReadOnlySpan<byte> bytes)
    {
        var events = new List<SseEvent>();
        while (bytes.Length > 0)
        {
            if (_skipLineFeed && bytes[0] == LineFeed)
            {
                bytes = bytes[1..];   // the second half of a CR LF whose halves came apart
                _skipLineFeed = false;
                continue;
            }

            _skipLineFeed = false;
            var end = bytes.IndexOfAny(CarriageReturn, LineFeed);
            Keep(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
            {
                break;
            }

            _skipLineFeed = bytes[end] == CarriageReturn;
            bytes = bytes[(end + 1)..];
            EndLine(events);
        }

        return events;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_line.WrittenCount + _data.WrittenCount + part.Length > EventLimit)
        {
            throw new CliException(
                ExitCodes.Refused,
                $"The server sent an event of more than {EventLimit / (1024 * 1024)} MiB.",
                hint: "Check the address, and that opsctl and the gateway are of the same version.");
        }

        _line.Write(part);
    }

    private void EndLine(List<SseEvent> events)
    {
        var line = _line.WrittenSpan;
        if (!_started && line.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        _started = true;
        if (line.IsEmpty)
        {
            Dispatch(events);
        }
        else
        {
            Field(line);
        }

        _line.ResetWrittenCount();
    }

    private void Field(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];   // a comment has an empty name, which no case below knows
        var value = colon < 0 ? [] : line[(colon + 1)..];
        if (value.StartsWith(" "u8))
        {
            value = value[1..];
        }

        if (name.SequenceEqual("data"u8))
        {
            _data.Write(value);
            _data.Write([LineFeed]);
        }
        else if (name.SequenceEqual("event"u8))
        {
            _type = Encoding.UTF8.GetString(value);
        }
        else if (name.SequenceEqual("id"u8) && !value.Contains((byte)0))
        {
            _id = Encoding.UTF8.GetString(value);
        }
    }

    private void Dispatch(List<SseEvent> events)
    {
        if (_data.WrittenCount > 0)
        {
            events.Add(new SseEvent(_type.Length == 0 ? "message" : _type, _id, _data.WrittenSpan[..^1].ToArray()));
        }

        _data.ResetWrittenCount();
        _type = "";
    }
}
