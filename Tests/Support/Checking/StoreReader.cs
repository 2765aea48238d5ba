using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Tests.Support;

/// <summary>Reads what the product stored, by the keys that docs/architecture.md names.</summary>
public sealed class StoreReader(RespConnection redis)
{
    private const int AtOnce = 100;

    /// <summary>The tasks of these that the store knows.</summary>
    public async Task<Dictionary<string, TaskEvidence>> Tasks(IEnumerable<string> ids)
    {
        var found = new Dictionary<string, TaskEvidence>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(AtOnce))
        {
            var stored = await redis.SendAll([.. some.Select(id => (string[])["HMGET", $"ops:task:{id}", "t", "s"])]);
            for (var i = 0; i < some.Length; i++)
            {
                if (stored[i].Parts[0].Bytes is { } state)
                {
                    found[some[i]] = Task(state, stored[i].Parts[1].Bytes, await Log(some[i]));
                }
            }
        }

        return found;
    }

    /// <summary>Those of the tasks that are there now.</summary>
    public async Task<IReadOnlySet<string>> Known(IReadOnlyCollection<string> ids)
    {
        var there = await redis.SendAll([.. ids.Select(id => (string[])["EXISTS", $"ops:task:{id}"])]);
        return ids.Where((_, index) => there[index].Number == 1).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How many entries of the stream of results name each task.</summary>
    public async Task<Dictionary<string, int>> ResultEvents()
    {
        var events = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var (_, fields) in Stream("agent_results"))
        {
            var id = fields["task_id"].Text;
            events[id] = events.GetValueOrDefault(id) + 1;
        }

        return events;
    }

    /// <summary>Whether the stream of results has let go of entries already.</summary>
    public async Task<bool> ResultEventsWereTrimmed()
    {
        var length = await redis.Send("XLEN", "agent_results");
        if (length.Number == 0)
        {
            return false;
        }

        var about = (await redis.Send("XINFO", "STREAM", "agent_results")).Fields();
        return about["entries-added"].Number > length.Number;
    }

    /// <summary>Ids that the list of open tasks shows.</summary>
    public async Task<IReadOnlySet<string>> Open() => await Members("ops:index:open");

    /// <summary>Ids that have a due time.</summary>
    public async Task<IReadOnlySet<string>> WithDueTime()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shard in (await redis.Send("KEYS", "ops:deadlines:*")).Parts)
        {
            all.UnionWith(await Members(shard.Text));
        }

        return all;
    }

    private async Task<HashSet<string>> Members(string key) =>
        [.. (await redis.Send("ZRANGE", key, "0", "-1")).Parts.Select(id => id.Text)];

    private async Task<LogEvidence> Log(string id)
    {
        var log = new LogEvidence();
        await foreach (var (entry, fields) in Stream($"ops:log:{id}"))
        {
            log.Add(long.Parse(entry[..entry.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture), fields);
        }

        return log;
    }

    private async IAsyncEnumerable<(string Id, Dictionary<string, RespValue> Fields)> Stream(string key)
    {
        for (var from = "-"; ;)
        {
            var page = (await redis.Send("XRANGE", key, from, "+", "COUNT", $"{AtOnce}")).Parts;
            foreach (var entry in page)
            {
                yield return (entry.Parts[0].Text, entry.Parts[1].Fields());
            }

            if (page.Count < AtOnce)
            {
                yield break;
            }

            from = "(" + page[^1].Parts[0].Text;
        }
    }

    private static TaskEvidence Task(byte[] state, byte[]? summary, LogEvidence log)
    {
        using var stored = JsonDocument.Parse(state);
        var task = stored.RootElement;
        var result = Member(task, "Result");
        return new TaskEvidence(Phases.Name(task.GetProperty("Phase").GetInt32()), task.GetProperty("Attempt").GetInt32())
        {
            SubmittedAt = task.GetProperty("SubmittedAt").GetDateTimeOffset(),
            EndedAt = Member(task, "EndedAt")?.GetDateTimeOffset(),
            MessageId = Member(result, "MessageId")?.GetString(),
            ExitCode = Member(result, "ExitCode")?.GetInt32(),
            ReportedBytes = result is null ? null : (Count(result, "StdoutBytes"), Count(result, "StderrBytes")),
            Dropped = (Count(result, "StdoutDropped"), Count(result, "StderrDropped")),
            ListedPhase = summary is null ? null : Listed(summary),
            Log = log,
        };
    }

    private static string Listed(byte[] summary)
    {
        using var stored = JsonDocument.Parse(summary);
        return Phases.Name(stored.RootElement.GetProperty("Phase").GetInt32());
    }

    private static long Count(JsonElement? of, string name) => Member(of, name)?.GetInt64() ?? 0;

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { } element && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
