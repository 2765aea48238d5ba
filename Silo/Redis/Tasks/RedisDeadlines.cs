using OrleansOps.Tasks;

namespace OrleansOps.Redis.Tasks;

/// <summary>Due times in Redis: a sorted set for each shard.</summary>
internal sealed class RedisDeadlines(RedisConnection redis) : IDeadlines
{
    public async Task<IReadOnlyList<string>> Due(int shard, DateTimeOffset now, int max)
    {
        var due = await redis.Call(database => database.SortedSetRangeByScoreAsync(
            RedisKeys.Deadlines(shard), double.NegativeInfinity, now.ToUnixTimeMilliseconds(), take: max));
        return [.. due.Select(taskId => (string)taskId!)];
    }
}
