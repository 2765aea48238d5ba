using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using OrleansOps.Agents;
using OrleansOps.Lifetime;
using OrleansOps.Logs;

namespace OrleansOps.Placement;

/// <summary>
/// Brings hosts to the silo that they belong to: a few at a time after a silo has come, all of them before this one goes. Their agents' grains
/// take the open sessions along, and their tasks follow them.
/// </summary>
internal sealed partial class HostMoves(
    IGrainFactory grains, ISiloStatusOracle silos, ClusterReach reach, TimeProvider time, ILogger<HostMoves> logger)
    : BackgroundService, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Also how long the list of silos must stand still: one that comes and goes again moves nobody.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>A host that was placed while silos did not agree on the list is found by this.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private const int AtOnce = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private const int AtOnceLeaving = 500;
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookWhileLeaving = TimeSpan.FromMilliseconds(20);

    /// <summary>Leaves where the silo has told the others that it shuts down, so none of them sends anything back, and before its grains end.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(HostMoves), ServiceLifecycleStage.BecomeActive, _ => Task.CompletedTask, Leave);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await reach.Opened.WaitAsync(stoppingToken);
        HashSet<SiloAddress> seen = [];
        HashSet<SiloAddress> settled = [];
        var looked = time.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = silos.GetActiveSilos().ToHashSet();
            var stands = now.SetEquals(seen);
            seen = now;
            if (stands && (!now.SetEquals(settled) || time.GetElapsedTime(looked) >= LookAgain))
            {
                await Settle(stoppingToken);
                (settled, looked) = (now, time.GetTimestamp());
            }
        }
    }

    /// <summary>Hands every host over. What is not gone in time is lost as by the silo's death: its session is made anew elsewhere.</summary>
    private async Task Leave(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LeaveWithin);
        try
        {
            while (silos.CurrentStatus == SiloStatus.Active)
            {
                await Task.Delay(LookWhileLeaving, time, limit.Token);
            }

            for (var hosts = await Strangers(); hosts.Count > 0; hosts = await Strangers())
            {
                await Move(hosts, AtOnceLeaving, LookWhileLeaving, limit.Token);
            }
        }
        catch (Exception failure)   // time is up, or nobody answers any more
        {
            LogNotHandedOver(failure);
        }
    }

    private async Task Settle(CancellationToken stopping)
    {
        try
        {
            var hosts = await Strangers();
            if (hosts.Count > 0)
            {
                LogMoving(hosts.Count);
                await Move(hosts, AtOnce, Pace, stopping);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)   // a silo went meanwhile; there will be another look
        {
            LogNotMoved(failure);
        }
    }

    /// <summary>The grains of hosts, agents and ways in of output, that are here and belong elsewhere.</summary>
    private async Task<IReadOnlyList<GrainId>> Strangers()
    {
        var all = silos.GetActiveSilos();
        if (all.All(silo => silo.Equals(silos.SiloAddress)))
        {
            return [];
        }

        var types = new[] { grains.GetGrain<IAgentGrain>("any").GetGrainId().Type, grains.GetGrain<ILogIntakeGrain>("any").GetGrainId().Type };
        var here = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(hostsIds: [silos.SiloAddress]);
        return [.. here.Select(activation => activation.GrainId).Where(id => types.Contains(id.Type) && !HostSilos.Of(id.Key.ToString()!, all).Equals(silos.SiloAddress))];
    }

    private async Task Move(IReadOnlyList<GrainId> hosts, int atOnce, TimeSpan pace, CancellationToken stopping)
    {
        foreach (var some in hosts.Chunk(atOnce))
        {
            await Task.WhenAll(some.Select(host => grains.GetGrain<IGrainManagementExtension>(host).MigrateOnIdle().AsTask())).WaitAsync(stopping);
            await Task.Delay(pace, time, stopping);
        }
    }

    [LoggerMessage(4501, LogLevel.Information, "{Grains} grains of hosts belong on another silo now, and move there")]
    private partial void LogMoving(int grains);

    [LoggerMessage(4502, LogLevel.Warning, "Not all hosts could be moved to their silo; the next look goes on")]
    private partial void LogNotMoved(Exception failure);

    [LoggerMessage(4503, LogLevel.Warning, "Not all hosts were handed over to other silos before this one ends; their agents' sessions are made anew there")]
    private partial void LogNotHandedOver(Exception failure);
}
