using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A task that prints the time again and again, and a reader of its live log that measures how late each line is.</summary>
internal sealed class LiveTicks(OpsWorld world, string agent, string id)
{
    private readonly List<TimeSpan> _late = [];

    public TimeSpan Worst => _late.Max();

    public int Count => _late.Count;

    public Task Submit(int lines) => world.Api.Submit(id, new
    {
        agent,
        kind = "shell",
        script = $"i=0; while [ $i -lt {lines} ]; do i=$((i + 1)); date +%s%N; sleep 0.2; done",
    });

    /// <summary>Reads until the task is over.</summary>
    public async Task Follow(CancellationToken cancel)
    {
        await using var body = await world.Api.Http.GetStreamAsync($"/api/v1/tasks/{id}/log/follow", cancel);
        using var lines = new StreamReader(body);
        var name = "";
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (name == "end")
            {
                return;
            }
            else if (name == "log" && line.StartsWith("data: ", StringComparison.Ordinal))
            {
                Measure(JsonNode.Parse(line[6..])!["records"]!.AsArray());
            }
        }
    }

    private void Measure(JsonArray records)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var record in records)
        {
            var printed = DateTimeOffset.UnixEpoch.AddTicks(long.Parse(record!["text"]!.GetValue<string>(), CultureInfo.InvariantCulture) / 100);
            _late.Add(now - printed);
        }
    }
}
