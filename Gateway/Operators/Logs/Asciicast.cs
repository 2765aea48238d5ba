using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>
/// What the terminal of a task showed, as an asciicast of version 2: a line that says what it is, then a line for each moment with its time in seconds. Bytes that are no UTF-8
/// become U+FFFD; a character that was stored in two pieces is one.
/// </summary>
internal sealed class Asciicast(TaskView task)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly DateTimeOffset _begin = task.Result?.StartedAt ?? task.AcceptedAt ?? task.SubmittedAt;
    private double _last;

    public ReadOnlyMemory<byte> Heading() => Line(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 2);
        json.WriteNumber("width", task.Spec.Tty?.Columns ?? Tasks.SubmitRules.DefaultColumns);
        json.WriteNumber("height", task.Spec.Tty?.Rows ?? Tasks.SubmitRules.DefaultRows);
        json.WriteNumber("timestamp", _begin.ToUnixTimeSeconds());
        json.WriteString("title", $"{task.Spec.AgentName}: {task.Spec.Name ?? task.Id}");
        json.WriteStartObject("env");
        json.WriteString("TERM", task.Spec.Env.TryGetValue("TERM", out var term) ? term : "xterm-256color");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The lines of a batch from a record on.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(StoredBatch batch, long fromSeq)
    {
        var clock = new BatchClock(batch);
        foreach (var (_, offset, bytes) in LogText.Cut(batch, fromSeq))
        {
            if (Text(bytes.Span) is { Length: > 0 } text)
            {
                // A clock may be set back; a screen goes forward.
                _last = Math.Max(_last, (clock.TimeOf(offset) - _begin).TotalSeconds);
                yield return Line(json =>
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(_last, 6));
                    json.WriteStringValue("o");
                    json.WriteStringValue(text);
                    json.WriteEndArray();
                });
            }
        }
    }

    /// <summary>A task that nobody types into ends its lines as a file does, and a screen would go on below their ends.</summary>
    private string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new char[_decoder.GetCharCount(bytes, flush: false)];
        var shown = new string(text, 0, _decoder.GetChars(bytes, text, flush: false));
        return task.Spec.InputIdle is null ? shown.Replace("\n", "\r\n", StringComparison.Ordinal) : shown;
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            write(json);
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }
}
