using System.Globalization;
using OrleansOps.Health;

namespace OrleansOps.Redis.Health;

/// <summary>Reads what Redis says of its memory.</summary>
internal sealed class RedisStoreFigures(RedisConnection redis, TimeProvider time) : IStoreFigures
{
    public async Task<StoreFigures> Read()
    {
        try
        {
            var started = time.GetTimestamp();
            await redis.Call(database => database.ExecuteAsync("PING"));
            var latency = time.GetElapsedTime(started);
            var info = await Info();
            return new StoreFigures(redis.Address, info.GetValueOrDefault("redis_version"), Number(info, "used_memory"), Number(info, "maxmemory") is > 0 and var most ? most : null, latency, Problem: null);
        }
        catch (StoreUnavailableException failure)
        {
            return new StoreFigures(redis.Address, null, null, null, null, failure.Message);
        }
    }

    private async Task<Dictionary<string, string>> Info()
    {
        var text = (string?)await redis.Call(database => database.ExecuteAsync("INFO")) ?? "";
        return text.Split('\n')
            .Select(line => line.TrimEnd('\r').Split(':', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    private static long? Number(Dictionary<string, string> info, string name) =>
        long.TryParse(info.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
