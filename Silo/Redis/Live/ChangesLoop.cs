using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Health;

namespace OrleansOps.Redis.Live;

/// <summary>Writes changes for those who follow live, a few times a second.</summary>
internal sealed partial class ChangesLoop(IEnumerable<IRedisChanges> changes, TimeProvider time, ILogger<ChangesLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Every;
            foreach (var topic in changes)
            {
                try
                {
                    await topic.Flush();
                }
                catch (StoreUnavailableException failure)
                {
                    LogNotWritten(failure);   // those who follow see a pause, and then read the lists again
                    pause = PauseAfterFailure;
                }
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(4201, LogLevel.Debug, "Changes for live followers could not be written now")]
    private partial void LogNotWritten(Exception failure);
}
