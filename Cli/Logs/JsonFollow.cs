using System.Buffers;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Shows a followed task as JSON lines: {"event":"log","record":{...}}, {"event":"phase","task":{...}}, {"event":"end","task":{...}}.</summary>
internal sealed class JsonFollow(Stream stdout, string? onlyStream) : IFollowOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = CliJson.Readable.Options.Encoder };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Log(IReadOnlyList<LogRecord> records)
    {
        foreach (var record in records)
        {
            if (record.IsOf(onlyStream))
            {
                Line("log", json =>
                {
                    json.WritePropertyName("record");
                    JsonSerializer.Serialize(json, record, CliJson.Readable.LogRecord);
                });
            }
        }

        Flush();
    }

    public void Phase(Reply<TaskView> task) => Task("phase", task);

    public void End(Reply<TaskView> task) => Task("end", task);

    private void Task(string name, Reply<TaskView> task)
    {
        using var document = JsonDocument.Parse(task.Json);   // as it came, but on one line
        Line(name, json =>
        {
            json.WritePropertyName("task");
            document.WriteTo(json);
        });
        Flush();
    }

    private void Line(string name, Action<Utf8JsonWriter> rest)
    {
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            rest(json);
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
    }

    private void Flush()
    {
        stdout.Write(_buffer.WrittenSpan);
        stdout.Flush();
        _buffer.ResetWrittenCount();
    }
}
