using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Schedules;
using StackExchange.Redis;

namespace OrleansOps.Redis.Schedules;

/// <summary>Schedules in Redis: a hash for each, and one sorted set of all ids.</summary>
internal sealed class RedisScheduleStore(RedisConnection redis) : IScheduleStore
{
    private const string Full = "full";

    private static readonly RedisScript CreateScript = new("schedule-create");
    private static readonly RedisScript WriteScript = new("schedule-write");
    private static readonly RedisScript PageScript = new("page-by-id");
    private static readonly RedisScript ForgetScript = new("schedule-forget");
    private static readonly RedisValue[] Parts = ["p", "t"];

    public async Task<ScheduleState?> Read(string id)
    {
        var parts = await redis.Call(database => database.HashGetAsync(RedisKeys.Schedule(id), Parts));
        return parts[0].IsNull ? null : JsonSerializer.Deserialize<ScheduleState>((byte[])parts[1]!, StoredJson.Options)! with
        {
            Spec = JsonSerializer.Deserialize<ScheduleSpec>((byte[])parts[0]!, StoredJson.Options),
        };
    }

    public async Task<bool> Create(ScheduleEntry entry, int most)
    {
        var (id, schedule) = (entry.Id, entry.State);
        var found = await redis.Run(
            CreateScript,
            [RedisKeys.Schedule(id), RedisKeys.Schedules],
            [id, most, schedule.Version, Written(schedule.Spec!), Written(schedule with { Spec = null }), Written(entry.Summary)]);
        if ((string?)found is Full)
        {
            return false;
        }

        ThrowIfAnother(id, expected: 0, found);
        return true;
    }

    public async Task Write(ScheduleEntry entry)
    {
        var schedule = entry.State;
        ThrowIfAnother(entry.Id, schedule.Version - 1, await redis.Run(
            WriteScript,
            [RedisKeys.Schedule(entry.Id)],
            [schedule.Version - 1, schedule.Version, Written(schedule.Spec!), Written(schedule with { Spec = null }), Written(entry.Summary)]));
    }

    public async Task<SchedulePage> List(string? after, int limit)
    {
        var found = (RedisResult[])(await redis.Run(PageScript, [RedisKeys.Schedules], [after is null ? "-" : $"({after}", limit, RedisKeys.SchedulePrefix]))!;
        var items = found.Select(summary => (byte[])summary!).Where(summary => summary.Length > 0)
            .Select(summary => JsonSerializer.Deserialize<ScheduleSummary>(summary, StoredJson.Options)!).ToList();
        return new SchedulePage(items, found.Length < limit || items.Count == 0 ? null : items[^1].Id);
    }

    public Task Forget(string id) => redis.Run(ForgetScript, [RedisKeys.Schedule(id), RedisKeys.Schedules], [id]);

    /// <param name="id">Of the schedule.</param>
    /// <param name="expected">The version before; 0: none.</param>
    /// <param name="stored">What a script answers: nothing, or the version that is stored where another was expected.</param>
    private static void ThrowIfAnother(string id, long expected, RedisResult stored)
    {
        if ((string?)stored is { } version)
        {
            throw new InconsistentStateException(
                $"Schedule {id}: version {version} is stored, and not version {expected}.", version, expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
