using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Bench;

/// <summary>A script prints to both streams and ends with its own clock; its follower compares the word that all is over with the same clock.</summary>
internal static class FollowersEnd
{
    private const int Tasks = 300;
    private static readonly string[] Command = ["/bin/sh", "-c", "echo out; date +%s%N >&2"];

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var door = (await lab.Product()).Door;
        var delays = new Samples();
        for (var i = 0; i < Tasks; i++)
        {
            delays.Add(await DelayOfOne(door));
        }

        return
        [
            new Figure("followers-end", delays.Median, "ms") { Goal = "<= 20 ms", Note = $"p50 of {delays.Count} tasks" },
            new Figure("followers-end-p99", delays.Quantile(0.99), "ms") { Gate = "<= 100 ms" },
        ];
    }

    private static async Task<double> DelayOfOne(TaskDoor door)
    {
        var id = door.NewId();
        await door.Submit(id, waitSeconds: 0, Command);
        using var reply = await door.Http.GetAsync($"/api/v1/tasks/{id}/log/follow", HttpCompletionOption.ResponseHeadersRead);
        reply.EnsureSuccessStatusCode();
        using var events = new StreamReader(await reply.Content.ReadAsStreamAsync());
        var (kind, lastWord) = ("", 0.0);
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                kind = line[6..].Trim();
            }
            else if (kind is "log" && line.StartsWith("data:", StringComparison.Ordinal))
            {
                lastWord = Clock(line[5..]) ?? lastWord;
            }
            else if (kind is "end" && line.Length == 0)
            {
                return (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds - lastWord;
            }
        }

        throw new InvalidOperationException($"The events of {id} ended before 'end'.");
    }

    private static double? Clock(string data)
    {
        using var json = JsonDocument.Parse(data);
        foreach (var record in json.RootElement.GetProperty("records").EnumerateArray())
        {
            if (long.TryParse(record.GetProperty("text").GetString()!.Trim(), CultureInfo.InvariantCulture, out var nanoseconds))
            {
                return nanoseconds / 1e6;
            }
        }

        return null;
    }
}
