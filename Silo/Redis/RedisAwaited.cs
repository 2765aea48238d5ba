using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Health;
using OrleansOps.Lifetime;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>
/// Gives Orleans' own stores the process's one connection, once Redis answers: a start without Redis waits for it and says so, and does not
/// fail.
/// </summary>
internal sealed partial class RedisAwaited(
    RedisConnection redis, ClusterReach reach, IHostApplicationLifetime application, TimeProvider time, ILogger<RedisAwaited> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(30);

    private long _told;

    public ConfigurationOptions Configuration => redis.Configuration;

    /// <summary>As Orleans takes it: nobody but us closes it.</summary>
    public async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> Open()
    {
        reach.Waits($"Waiting for Redis at {redis.Address}.");
        while (await Problem() is { } problem)
        {
            reach.Waits(problem);
            TellNowAndThen(problem);
            await Task.Delay(LookEvery, time, application.ApplicationStopping);
        }

        if (Interlocked.Exchange(ref _told, 0) != 0)
        {
            LogAnswers(redis.Address);
        }

        return (await redis.Open(), IsShared: true);
    }

    private void TellNowAndThen(string problem)
    {
        if (_told == 0 || time.GetElapsedTime(_told) >= TellEvery)
        {
            _told = time.GetTimestamp();
            LogWaiting(problem);
        }
    }

    private async Task<string?> Problem()
    {
        try
        {
            await redis.Call(database => database.PingAsync());
            return null;
        }
        catch (StoreUnavailableException away)
        {
            return $"Waiting for the store. {away.Message}";
        }
    }

    [LoggerMessage(4111, LogLevel.Warning, "{Problem}")]
    private partial void LogWaiting(string problem);

    [LoggerMessage(4112, LogLevel.Information, "Redis at {Address} answers; the start goes on")]
    private partial void LogAnswers(string address);
}
