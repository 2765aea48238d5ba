using System.Buffers;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Shows a followed job as JSON lines: {"event":"job","job":{...}} for each change, {"event":"end","job":{...}} at last.</summary>
internal sealed class JsonJob(Stream stdout) : IJobOutput
{
    public bool ShowsFailures => false;

    public void Stands(Reply<JobView> job, IReadOnlyList<JobFailure> failures)
    {
        if (!job.Value.Terminal)
        {
            Line("job", job);
        }
    }

    public void MakeRoom()
    {
        // each line stands for itself
    }

    public void End(Reply<JobView> job, IReadOnlyList<JobFailure> failures) => Line("end", job);

    private void Line(string name, Reply<JobView> job)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var document = JsonDocument.Parse(job.Json))   // as it came, but on one line
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = CliJson.Readable.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WritePropertyName("job");
            document.WriteTo(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        stdout.Write(line.WrittenSpan);
        stdout.Flush();
    }
}
