using System.Globalization;
using OrleansOps.Health;
using StackExchange.Redis;

namespace OrleansOps.Redis.Health;

/// <summary>Asks Redis how it is, whether it takes writes, and whether it still is the store that this process started with.</summary>
internal sealed class RedisStoreHealth(RedisConnection redis, TimeProvider time) : IStoreHealth
{
    private static readonly TimeSpan ProbeLasts = TimeSpan.FromMinutes(1);

    private string? _epoch;

    public string? Loss => redis.Loss;

    public async Task<StoreHealth> Check(CancellationToken cancel)
    {
        if (Loss is { } loss)
        {
            return Lost(loss);
        }

        try
        {
            var started = time.GetTimestamp();
            var epoch = await Epoch();
            var latency = time.GetElapsedTime(started);
            if (!string.Equals(epoch, _epoch, StringComparison.Ordinal))
            {
                redis.GiveUp(
                    $"Redis at {redis.Address} has lost its data, or is another one, since this process started. The control plane ends, to start again "
                        + "with what is there. Restore the data, or enrol the agents again.");
                return Lost(Loss!);
            }

            var info = await Info();
            var problem = Problem(info) ?? await WriteProblem();
            return new StoreHealth(
                problem is null, $"redis {info.GetValueOrDefault("redis_version")}", latency, await Fsync(info),
                Number(info, "used_memory"), problem)
            { Warning = RedisExposure.Of(redis.Configuration) };
        }
        catch (StoreUnavailableException failure)
        {
            return new StoreHealth(false, "redis", null, null, null, failure.Message);
        }
    }

    private static StoreHealth Lost(string why) => new(false, "redis", null, null, null, why);

    /// <summary>The store's name for itself, given at its first use.</summary>
    private async Task<string> Epoch()
    {
        var found = await redis.Call(database => database.StringGetAsync(RedisKeys.Epoch));
        if (found.IsNull && _epoch is null)
        {
            var made = Guid.NewGuid().ToString("N");
            await redis.Call(database => database.StringSetAsync(RedisKeys.Epoch, made, when: When.NotExists));
            found = await redis.Call(database => database.StringGetAsync(RedisKeys.Epoch));
        }

        _epoch ??= found;
        return (string?)found ?? "";
    }

    private string? Problem(Dictionary<string, string> info)
    {
        if (Number(info, "maxmemory") > 0 && !Is(info, "maxmemory_policy", "noeviction"))
        {
            return $"Redis at {redis.Address} throws data away when its memory is full (maxmemory-policy {info.GetValueOrDefault("maxmemory_policy")}). "
                + "Set maxmemory-policy noeviction, or maxmemory 0.";
        }

        return Is(info, "aof_last_write_status", "ok") && Is(info, "loading", "0")
            ? null
            : $"Redis at {redis.Address} cannot write its append-only file, or is still loading it. Look at its disk and its log.";
    }

    /// <summary>A store that is full, or whose disk is, answers questions and refuses writes: so one is tried.</summary>
    private async Task<string?> WriteProblem()
    {
        try
        {
            await redis.Call(database => database.StringSetAsync(RedisKeys.Probe, "1", ProbeLasts));
            return null;
        }
        catch (StoreUnavailableException failure) when (failure.Cause is RedisServerException refused)
        {
            return $"Redis at {redis.Address} refuses writes: {refused.Message} Give it memory (maxmemory) or disk, as it says.";
        }
    }

    private static bool Is(Dictionary<string, string> info, string name, string wanted) =>
        string.Equals(info.GetValueOrDefault(name, wanted), wanted, StringComparison.Ordinal);

    private static long? Number(Dictionary<string, string> info, string name) =>
        long.TryParse(info.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : null;

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
            var setting = (RedisResult[]?)await redis.Call(database => database.ExecuteAsync("CONFIG", "GET", "appendfsync"));
            return setting is { Length: 2 } ? (string?)setting[1] : null;
        }
        catch (StoreUnavailableException)
        {
            return null;   // many installations forbid CONFIG; the rest of the answer stands
        }
    }
}
