using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>Load and random faults for a while, then peace, then judgement.</summary>
internal sealed class Soak(SoakOptions options, SoakWorld world, TimeSpan retention)
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(4);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly RunLedger _ledger = new();
    private readonly SoakFigures _figures = new(world);

    public async Task<SoakReport> Run(CancellationToken abort)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var tasks = new SoakTasks(new Random(options.Seed), options.Folder, world.Agents);
        var folder = new LoadFolder(options.Folder, "probes");
        await using var probes = await Probes.Start(world.At, folder, _ledger);
        var faults = new SoakFaultLoop(world, _ledger, options.Seed, options.Gap, Say);
        end.CancelAfter(TimeSpan.FromMinutes(options.Minutes));

        var load = new SoakLoad(probes, tasks, _ledger, new Random(options.Seed + 1)).Run(end.Token, abort);
        var faulting = faults.Run(end.Token, abort);
        var inspecting = new SoakInspectionLoop(world.At.Redis, _ledger).Run(settled.Token);
        var watching = Watch(faults, settled.Token);

        await faulting;
        Say("no more faults");
        await faults.RaiseTheFallen();
        await load;
        await probes.End();
        var verdict = await Settle([tasks.Starts, folder.Starts], faults, abort);
        await settled.CancelAsync();
        await Task.WhenAll(inspecting, watching);
        return new SoakReport(options, verdict with { Broken = [.. verdict.Broken, .. _ledger.Complaints, .. world.At.Complaints(), .. _figures.Growing()] }, faults.History, probes.Services, _figures);
    }

    // Everything is to come to rest by itself; how long that may take is part of the promise, so nothing is helped along.
    private async Task<RunVerdict> Settle(string[] starts, SoakFaultLoop faults, CancellationToken abort)
    {
        var from = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, abort);
            await faults.RaiseTheFallen();
            var verdict = await Check(starts);
            if (verdict.IsKept || Stopwatch.GetElapsedTime(from) > SettleWithin)
            {
                await EndAgents();
                return await Check(starts);
            }
        }
    }

    // An agent that ends writes its journal to the end, which is then held against the store.
    private async Task EndAgents()
    {
        foreach (var agent in world.Agents)
        {
            await world.Find(agent).DisposeAsync();
        }
    }

    private async Task<RunVerdict> Check(string[] starts)
    {
        await using var redis = await RespConnection.Open(world.At.Redis.Port);
        return await RunChecker.Check(redis, [.. _ledger.Submitted], starts, world.Agents.Select(world.At.DataOf), seen: _ledger.Seen, retention: retention);
    }

    private async Task Watch(SoakFaultLoop faults, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            _figures.Take();
            Say($"tasks {_ledger.Acknowledged} acknowledged, {_ledger.Seen.Count} over; faults {faults.History.Count}; {_figures}");
            await Task.Delay(StatusEvery, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Say(string what) => Console.WriteLine($"{(int)_watch.Elapsed.TotalMinutes:00}:{_watch.Elapsed.Seconds:00} {what}");
}
