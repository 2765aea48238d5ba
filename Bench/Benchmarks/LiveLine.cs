using System.Text.Json;

namespace OrleansOps.Bench;

/// <summary>T8: a script prints its own clock, a follower compares it with the same clock.</summary>
internal static class LiveLine
{
    private const int Lines = 300;

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var delays = await Delays((await lab.Product()).Door, Lines);
        return
        [
            new Figure("live-line", delays.Median, "ms") { Goal = "<= 20 ms", Note = $"p50 of {delays.Count} lines, one each 50 ms" },
            new Figure("live-line-p99", delays.Quantile(0.99), "ms") { Gate = "<= 250 ms", Goal = "<= 50 ms" },
        ];
    }

    /// <summary>How long each line of a task took to its follower, in milliseconds.</summary>
    public static async Task<Samples> Delays(TaskDoor door, int lines)
    {
        var id = door.NewId();
        await door.Submit(
            id, waitSeconds: 0, "/usr/bin/env", "python3", "-c", $"import time\nfor i in range({lines}):\n    print(time.time_ns(), flush=True)\n    time.sleep(0.05)");
        return await Follow(door, id);
    }

    private static async Task<Samples> Follow(TaskDoor door, string id)
    {
        var delays = new Samples();
        using var reply = await door.Http.GetAsync($"/api/v1/tasks/{id}/log/follow", HttpCompletionOption.ResponseHeadersRead);
        reply.EnsureSuccessStatusCode();
        using var events = new StreamReader(await reply.Content.ReadAsStreamAsync());
        var kind = "";
        while (await events.ReadLineAsync() is { } line && kind is not "end")
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                kind = line[6..].Trim();
            }
            else if (kind is "log" && line.StartsWith("data:", StringComparison.Ordinal))
            {
                AddDelays(delays, line[5..]);
            }
        }

        return delays;
    }

    private static void AddDelays(Samples delays, string data)
    {
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        using var json = JsonDocument.Parse(data);
        foreach (var record in json.RootElement.GetProperty("records").EnumerateArray())
        {
            if (long.TryParse(record.GetProperty("text").GetString()!.Trim(), out var printedAt))
            {
                delays.Add(now - (printedAt / 1e6));
            }
        }
    }
}
