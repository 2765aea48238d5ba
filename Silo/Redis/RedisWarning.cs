using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Redis;

/// <summary>Says at start who else could speak to Redis.</summary>
internal sealed partial class RedisWarning(RedisConnection redis, ILogger<RedisWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (RedisExposure.Of(redis.Configuration) is { } exposure)
        {
            LogExposed(redis.Address, exposure);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4113, LogLevel.Warning, "{Address}: {Exposure}")]
    private partial void LogExposed(string address, string exposure);
}
