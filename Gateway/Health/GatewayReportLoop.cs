using System.Globalization;
using OrleansOps.Agents;
using OrleansOps.Hosting;
using OrleansOps.Logs;

namespace OrleansOps.Health;

/// <summary>Says now and then that this gateway runs, and for how many.</summary>
internal sealed partial class GatewayReportLoop(
    IGrainFactory grains, AgentSockets sockets, Followers followers, TimeProvider time, ILogger<GatewayReportLoop> logger) : BackgroundService
{
    private static readonly string Name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    /// <summary>When this gateway started.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public GatewayReport Now => new(Name, ServerVersion.Text, sockets.Count, followers.Count, Since);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IGatewaysGrain>(0).Report(Now);
            }
            catch (Exception failed)   // the silos are away, or stop before us: it is said again in a moment
            {
                LogUntold(failed);
            }

            await Task.Delay(GatewayReport.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(3021, LogLevel.Debug, "This gateway's figures could not be told now")]
    private partial void LogUntold(Exception error);
}
