using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansOps.Cli;

/// <summary>
/// Writes records to the stream they came from, byte for byte unless that is a terminal (see <see cref="TerminalStream"/>). Both streams keep their common order:
/// what is gathered for one is written before the other is touched. What is missing is told beside them.
/// </summary>
internal sealed class LogPrinter(Stream stdout, Stream stderr, LogPrinting options, Notes notes)
{
    private readonly ArrayBufferWriter<byte> _gathered = new();
    private readonly StreamState _out = new();
    private readonly StreamState _err = new();
    private string _current = LogRecord.Stdout;

    public void Print(IReadOnlyList<LogRecord> records)
    {
        foreach (var record in records)
        {
            if (!record.IsOf(options.OnlyStream))
            {
                continue;
            }

            if (!record.IsOf(_current))
            {
                Flush();
                _current = record.Stream;
            }

            if (record.Dropped is { } dropped)
            {
                Flush();
                notes.Warn(dropped.Sentence(record.Stream));
                continue;
            }

            Gather(record);
        }

        Flush();
    }

    /// <summary>Nothing more will come: gives out the rest of a character that was cut in two.</summary>
    public void Finish()
    {
        foreach (var stream in (string[])[LogRecord.Stdout, LogRecord.Stderr])
        {
            _current = stream;
            Decode([], flush: true);
            Flush();
        }

        (stdout as TerminalStream)?.Finish();
        (stderr as TerminalStream)?.Finish();
    }

    private StreamState Current => _current is LogRecord.Stderr ? _err : _out;

    private void Gather(LogRecord record)
    {
        var bytes = record.Bytes();
        if (bytes.Length == 0)
        {
            return;
        }

        if (options.Timestamps && Current.AtLineStart)
        {
            var at = record.At?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture) ?? "- ";
            _gathered.Write(Encoding.ASCII.GetBytes(at));
        }

        Decode(bytes, flush: false);
        Current.AtLineStart = bytes[^1] == '\n';
        notes.MidLine = !Current.AtLineStart;
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (options.Encoding is null)
        {
            _gathered.Write(bytes);
            return;
        }

        var decoder = Current.Decoder ??= options.Encoding.GetDecoder();
        var text = new char[decoder.GetCharCount(bytes, flush)];
        var length = decoder.GetChars(bytes, text, flush);
        _gathered.Write(Encoding.UTF8.GetBytes(text, 0, length));
    }

    private void Flush()
    {
        if (_gathered.WrittenCount == 0)
        {
            return;
        }

        var stream = _current is LogRecord.Stderr ? stderr : stdout;
        stream.Write(_gathered.WrittenSpan);
        stream.Flush();
        _gathered.ResetWrittenCount();
    }

    private sealed class StreamState
    {
        public bool AtLineStart { get; set; } = true;

        public Decoder? Decoder { get; set; }
    }
}
