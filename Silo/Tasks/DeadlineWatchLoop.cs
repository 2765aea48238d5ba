using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

/// <summary>Sees to it that every shard of the due times is watched once the silo has started.</summary>
internal sealed partial class DeadlineWatchLoop(IGrainFactory grains, TimeProvider time, ILogger<DeadlineWatchLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var shard = 0; shard < IDeadlineGrain.Shards && !stoppingToken.IsCancellationRequested; shard++)
        {
            while (!await TryWatch(shard, stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryWatch(int shard, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IDeadlineGrain>(shard).Watch();
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)   // the store or the cluster is not there yet
        {
            LogNotWatched(failure, shard);
            return false;
        }
        catch (Exception failure)
        {
            LogStoppedEarly(failure);
            return true;
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "Deadline shard {Shard} is not watched yet; trying again")]
    private partial void LogNotWatched(Exception failure, int shard);

    [LoggerMessage(4002, LogLevel.Debug, "The silo stopped before all deadline shards were watched")]
    private partial void LogStoppedEarly(Exception failure);
}
