using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;

namespace OrleansOps.Metrics;

/// <summary>How many hosts are there, and what waits for them, as the lists have it: so it is right after a start too, and of hosts that never come back.</summary>
internal sealed partial class FleetCensus : IHostedService
{
    private readonly IMeterFactory _meters;
    private readonly IFleetIndex _fleet;
    private readonly AgentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<FleetCensus> _logger;
    private readonly SlowReading<FleetCount> _hosts;

    public FleetCensus(IMeterFactory meters, IFleetIndex fleet, IOptions<AgentOptions> options, TimeProvider time, ILogger<FleetCensus> logger)
    {
        (_meters, _fleet, _options, _time, _logger) = (meters, fleet, options.Value, time, logger);
        _hosts = new SlowReading<FleetCount>(Read, LogNotRead, time);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = _meters.Create("OrleansOps.Fleet");
        meter.CreateObservableGauge("ops.agents", () => Show(count => count.States()), description: "Hosts by whether they are connected, of the whole cluster");
        meter.CreateObservableGauge("ops.agents.busy", () => Show(count => count.Busy()), description: "Connected hosts whose processor is busy over 80 % or whose memory is used over 90 %, of the whole cluster");
        meter.CreateObservableGauge("ops.tasks.queued", () => Show(count => [new(count.Queued)]), description: "Tasks that wait for their host, of the whole cluster");
        meter.CreateObservableGauge("ops.tasks.out", () => Show(count => [new(count.Out)]), description: "Tasks that hosts have, of the whole cluster");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Show(Func<FleetCount, IEnumerable<Measurement<int>>> figures) => _hosts.Latest() is { } count ? figures(count) : [];

    private async Task<FleetCount> Read()
    {
        var count = new FleetCount();
        for (var query = new AgentQuery { Limit = 500 }; ;)
        {
            var page = await _fleet.List(query, _time.GetUtcNow() - _options.SilenceLimit - _options.ListLag);
            foreach (var agent in page.Items)
            {
                count.Add(agent);
            }

            if (page.NextCursor is not { } next)
            {
                return count;
            }

            query = query with { Cursor = next };
        }
    }

    [LoggerMessage(3061, LogLevel.Debug, "The hosts could not be counted now")]
    private partial void LogNotRead(Exception failure);
}
