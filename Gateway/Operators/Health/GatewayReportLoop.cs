using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Lifetime;
using OrleansOps.Metrics;
using OrleansOps.Operators.Streams;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Operators.Health;

/// <summary>Says now and then that this gateway runs, and for how many.</summary>
internal sealed partial class GatewayReportLoop(
    IGrainFactory grains, AgentSockets sockets, Followers followers, GatewayMeter meter, IConfiguration configuration, TimeProvider time,
    ILogger<GatewayReportLoop> logger) : BackgroundService
{
    private readonly string _name = configuration.ProcessName();

    private double _messagesPerSecond;

    /// <summary>When this gateway started.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public GatewayReport Now => new(_name, ServerVersion.Text, sockets.Count, followers.Count, Since, Environment.WorkingSet, _messagesPerSecond);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (messages, at) = (meter.Messages, time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            await Tell(() => Processes.ReportGateway(Now));
            await Task.Delay(Reports.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (before, beforeAt) = (messages, at);
            (messages, at) = (meter.Messages, time.GetTimestamp());
            _messagesPerSecond = (messages - before) / Math.Max(0.001, time.GetElapsedTime(beforeAt, at).TotalSeconds);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tell(() => Processes.GatewayEnds(_name));
    }

    private IProcessesGrain Processes => grains.GetGrain<IProcessesGrain>(0);

    private async Task Tell(Func<Task> what)
    {
        try
        {
            await what().WaitAsync(Reports.Every, time);
        }
        catch (Exception failed)   // the silos are away, or stop before us: it is said again in a moment
        {
            LogUntold(failed);
        }
    }

    [LoggerMessage(3021, LogLevel.Debug, "This gateway's figures could not be told now")]
    private partial void LogUntold(Exception error);
}
