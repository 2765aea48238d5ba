using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansOps.Health;

namespace OrleansOps.Redis;

/// <summary>Asks Redis how it is, and whether it still is the store that this process started with.</summary>
internal sealed partial class RedisStoreHealth(RedisConnection redis, TimeProvider time, ILogger<RedisStoreHealth> logger) : IStoreHealth
{
    private string? _epoch;

    public async Task<StoreHealth> Check(CancellationToken cancel)
    {
        try
        {
            var started = time.GetTimestamp();
            var epoch = await Epoch();
            var latency = time.GetElapsedTime(started);
            var info = await Info();
            var problem = Problem(epoch, info);
            return new StoreHealth(
                problem is null, $"redis {info.GetValueOrDefault("redis_version")}", latency, await Fsync(info),
                long.TryParse(info.GetValueOrDefault("used_memory"), CultureInfo.InvariantCulture, out var used) ? used : null, problem);
        }
        catch (StoreUnavailableException failure)
        {
            return new StoreHealth(false, "redis", null, null, null, $"{failure.Message} Check that redis-server runs at {redis.Address}.");
        }
    }

    /// <summary>The store's name for itself, given at its first use.</summary>
    private async Task<string> Epoch()
    {
        var found = await redis.Call(database => database.StringGetAsync(RedisKeys.Epoch));
        if (found.IsNull && _epoch is null)
        {
            var made = Guid.NewGuid().ToString("N");
            await redis.Call(database => database.StringSetAsync(RedisKeys.Epoch, made, when: StackExchange.Redis.When.NotExists));
            found = await redis.Call(database => database.StringGetAsync(RedisKeys.Epoch));
        }

        _epoch ??= found;
        return (string?)found ?? "";
    }

    private string? Problem(string epoch, Dictionary<string, string> info)
    {
        if (!string.Equals(epoch, _epoch, StringComparison.Ordinal))
        {
            LogStoreReplaced(redis.Address);
            return $"Redis at {redis.Address} has lost its data, or is another one, since this process started. Restore it, or restart the control plane "
                + "to go on with what is there; agents must be enrolled again if their tokens are gone.";
        }

        return Is(info, "aof_last_write_status", "ok") && Is(info, "loading", "0")
            ? null
            : $"Redis at {redis.Address} cannot write its append-only file, or is still loading it. Look at its disk and its log.";
    }

    private static bool Is(Dictionary<string, string> info, string name, string wanted) =>
        string.Equals(info.GetValueOrDefault(name, wanted), wanted, StringComparison.Ordinal);

    private async Task<Dictionary<string, string>> Info()
    {
        var text = (string?)await redis.Call(database => database.ExecuteAsync("INFO")) ?? "";
        return text.Split('\n')
            .Select(line => line.TrimEnd('\r').Split(':', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private async Task<string?> Fsync(Dictionary<string, string> info)
    {
        if (!Is(info, "aof_enabled", "1"))
        {
            return "off";
        }

        try
        {
            var setting = (StackExchange.Redis.RedisResult[]?)await redis.Call(database => database.ExecuteAsync("CONFIG", "GET", "appendfsync"));
            return setting is { Length: 2 } ? (string?)setting[1] : null;
        }
        catch (StoreUnavailableException)
        {
            return null;   // many installations forbid CONFIG; the rest of the answer stands
        }
    }

    [LoggerMessage(3201, LogLevel.Critical, "Redis at {Address} has lost its data, or is another one, since this process started")]
    private partial void LogStoreReplaced(string address);
}
