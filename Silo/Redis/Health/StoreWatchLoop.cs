using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Health;
using OrleansOps.Lifetime;

namespace OrleansOps.Redis.Health;

/// <summary>
/// Looks after the store all the time: says aloud when it cannot be used and when it can again, and ends the process when everything that was
/// stored is gone. Grains remember tasks and sessions of which nothing is left; only a start with empty hands is right then.
/// </summary>
internal sealed partial class StoreWatchLoop(
    IStoreHealth store, StoreMeter meter, ProcessEnd end, IOptions<RedisOptions> options, TimeProvider time, ILogger<StoreWatchLoop> logger) : BackgroundService
{
    private string? _problem;
    private string? _fsync;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, time);
        do
        {
            Tell(await store.Check(stoppingToken));
            if (store.Loss is { } loss)
            {
                LogLost(loss);
                end.Begin(ExitCode.StoreLost, loss);
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Tell(StoreHealth health)
    {
        meter.IsReady(health.Ok);
        if (health.Problem is { } problem)
        {
            if (_problem is null)
            {
                LogUnusable(problem);
            }
        }
        else if (_problem is not null)
        {
            LogUsable();
        }

        _problem = health.Problem;
        if (health.Fsync is { } fsync && !string.Equals(fsync, _fsync, StringComparison.Ordinal))
        {
            LogDurability(fsync is "off" ? LogLevel.Warning : LogLevel.Information, fsync, health.Durability);
            _fsync = fsync;
        }
    }

    [LoggerMessage(4211, LogLevel.Critical, "The store cannot be used, so nothing is acknowledged: {Problem}")]
    private partial void LogUnusable(string problem);

    [LoggerMessage(4212, LogLevel.Information, "The store can be used again")]
    private partial void LogUsable();

    [LoggerMessage(EventId = 4213, Message = "The store's fsync mode is {Fsync}: {Durability}")]
    private partial void LogDurability(LogLevel level, string fsync, string durability);

    [LoggerMessage(4214, LogLevel.Critical, "The store is lost to this process: {Loss}")]
    private partial void LogLost(string loss);
}
