using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;

namespace OrleansOps.Metrics;

/// <summary>
/// How many hosts are there, and what waits for them, as the lists have it: so it is right after a start too, and of hosts that never come back. Read anew
/// when somebody asks and what is known is old; who asks is shown the reading before.
/// </summary>
internal sealed partial class FleetCensus(IMeterFactory meters, IFleetIndex fleet, IOptions<AgentOptions> options, TimeProvider time, ILogger<FleetCensus> logger) : IHostedService
{
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(5);

    /// <summary>A large fleet takes a while to read: no more than a hundredth of the time goes into it.</summary>
    private const int Share = 100;

    private FleetCount? _count;
    private TimeSpan _pause = LeastAge;
    private long _readAt;
    private int _reading;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("OrleansOps.Fleet");
        meter.CreateObservableGauge("ops.agents", () => Show(count => count.States()), description: "Hosts by whether they are connected, of the whole cluster");
        meter.CreateObservableGauge("ops.agents.busy", () => Show(count => count.Busy()), description: "Connected hosts whose processor is busy over 80 % or whose memory is used over 90 %, of the whole cluster");
        meter.CreateObservableGauge("ops.tasks.queued", () => Show(count => [new(count.Queued)]), description: "Tasks that wait for their host, of the whole cluster");
        meter.CreateObservableGauge("ops.tasks.out", () => Show(count => [new(count.Out)]), description: "Tasks that hosts have, of the whole cluster");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Show(Func<FleetCount, IEnumerable<Measurement<int>>> figures)
    {
        if ((_count is null || time.GetElapsedTime(_readAt) >= _pause) && Interlocked.Exchange(ref _reading, 1) == 0)
        {
            _ = Read();
        }

        return Volatile.Read(ref _count) is { } count ? figures(count) : [];
    }

    private async Task Read()
    {
        var started = time.GetTimestamp();
        try
        {
            var count = new FleetCount();
            for (var query = new AgentQuery { Limit = 500 }; ;)
            {
                var page = await fleet.List(query, time.GetUtcNow() - options.Value.SilenceLimit - options.Value.ListLag);
                foreach (var agent in page.Items)
                {
                    count.Add(agent);
                }

                if (page.NextCursor is not { } next)
                {
                    break;
                }

                query = query with { Cursor = next };
            }

            var took = time.GetElapsedTime(started);
            (_pause, _readAt) = (took * Share > LeastAge ? took * Share : LeastAge, time.GetTimestamp());
            Volatile.Write(ref _count, count);
        }
        catch (Exception failure)   // the store is away: what was known is shown, and it is asked again
        {
            LogNotRead(failure);
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    [LoggerMessage(3061, LogLevel.Debug, "The hosts could not be counted now")]
    private partial void LogNotRead(Exception failure);
}
