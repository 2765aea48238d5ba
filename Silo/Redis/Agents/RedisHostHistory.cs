using System.Text.Json;
using OrleansOps.Agents;
using StackExchange.Redis;

namespace OrleansOps.Redis.Agents;

/// <summary>
/// Hosts' past in Redis. Points lie in two rings for each host, strings of a fixed size in which a point's time says where it lies, so that
/// a new one replaces the oldest and nothing has to be cleared away; a list holds the events.
/// </summary>
internal sealed class RedisHostHistory(RedisConnection redis, TimeProvider time) : IHostHistory
{
    private static readonly RedisScript AddScript = new("host-points");
    private static readonly RedisScript EventScript = new("host-event");

    private static readonly TimeSpan CoarseWindow = LoadSteps.Coarse * LoadSteps.CoarseKept;

    public Task Happened(string agentId, HostEvent happened) => redis.Run(
        EventScript, [RedisKeys.HostEvents(agentId)], [JsonSerializer.SerializeToUtf8Bytes(happened, StoredJson.Options), IHostHistory.EventsKept]);

    public async Task<IReadOnlyList<HostEvent>> Events(string agentId, int most)
    {
        var events = await redis.Call(database => database.ListRangeAsync(RedisKeys.HostEvents(agentId), 0, most - 1));
        return events.Select(happened => JsonSerializer.Deserialize<HostEvent>((byte[])happened!, StoredJson.Options)!).ToArray();
    }

    public Task Add(string agentId, IReadOnlyList<LoadPoint> fine, IReadOnlyList<LoadPoint> coarse)
    {
        List<RedisValue> values = [(long)(2 * CoarseWindow).TotalSeconds];
        AddRuns(values, 1, fine, LoadSteps.Fine, LoadSteps.FineKept);
        AddRuns(values, 2, coarse, LoadSteps.Coarse, LoadSteps.CoarseKept);
        return redis.Run(AddScript, [RedisKeys.HostLoad(agentId, fine: true), RedisKeys.HostLoad(agentId, fine: false)], [.. values]);
    }

    public async Task<IReadOnlyList<LoadPoint>> Points(string agentId, bool fine)
    {
        var ring = (byte[]?)await redis.Call(database => database.StringGetAsync(RedisKeys.HostLoad(agentId, fine))) ?? [];
        var oldest = time.GetUtcNow() - (fine ? LoadSteps.Fine * LoadSteps.FineKept : CoarseWindow);
        var points = new List<LoadPoint>(ring.Length / LoadPointBytes.Size);
        for (var at = 0; at + LoadPointBytes.Size <= ring.Length; at += LoadPointBytes.Size)
        {
            if (LoadPointBytes.Read(ring.AsSpan(at)) is { } point && point.At > oldest)
            {
                points.Add(point);
            }
        }

        points.Sort((one, other) => one.At.CompareTo(other.At));
        return points;
    }

    public Task Forget(string agentId) => redis.Call(database => database.KeyDeleteAsync(
        [RedisKeys.HostEvents(agentId), RedisKeys.HostLoad(agentId, fine: true), RedisKeys.HostLoad(agentId, fine: false)]));

    /// <summary>Points that lie side by side in the ring are written together.</summary>
    private static void AddRuns(List<RedisValue> values, int ring, IReadOnlyList<LoadPoint> points, TimeSpan step, int kept)
    {
        for (var first = 0; first < points.Count;)
        {
            var place = Place(points[first], step, kept);
            var count = 1;
            while (first + count < points.Count && place + count < kept && Place(points[first + count], step, kept) == place + count)
            {
                count++;
            }

            var bytes = new byte[count * LoadPointBytes.Size];
            for (var i = 0; i < count; i++)
            {
                LoadPointBytes.Write(points[first + i], bytes.AsSpan(i * LoadPointBytes.Size));
            }

            values.AddRange([ring, place * LoadPointBytes.Size, bytes]);
            first += count;
        }
    }

    private static int Place(LoadPoint point, TimeSpan step, int kept) => (int)(point.At.ToUnixTimeSeconds() / (long)step.TotalSeconds % kept);
}
