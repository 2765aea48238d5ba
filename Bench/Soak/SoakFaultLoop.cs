namespace OrleansOps.Bench;

/// <summary>One fault after the other until the time is over. The same seed gives the same faults in the same order, with the same lengths.</summary>
internal sealed class SoakFaultLoop(SoakWorld world, RunLedger ledger, int seed, double longestGap, Action<string> say)
{
    private readonly IReadOnlyList<SoakFault> _faults = SoakFaults.For(world);
    private readonly List<(string Kind, long At)> _history = [];

    /// <summary>What happened, and when it began.</summary>
    public IReadOnlyList<(string Kind, long At)> History => _history;

    public async Task Run(CancellationToken end, CancellationToken abort)
    {
        for (var number = 1; ; number++)
        {
            var random = new Random(unchecked((seed * 7_919) + number));
            var gap = TimeSpan.FromSeconds(longestGap * (0.2 + (0.8 * random.NextDouble())));
            await Task.Delay(gap, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested)
            {
                return;
            }

            await RaiseTheFallen();
            var fault = Draw(random);
            _history.Add((fault.Kind, TimeProvider.System.GetTimestamp()));
            await fault.Happen(world, random, what => say($"fault {number} {fault.Kind}: {what}"), abort);
        }
    }

    /// <summary>Nothing of the product may end by itself, whatever is done around it; but what stood still may have been given up.</summary>
    public async Task RaiseTheFallen()
    {
        foreach (var (name, process) in world.Processes.Where(running => running.Process.HasExited).ToList())
        {
            if (!world.IsExcused(process))
            {
                ledger.Complain($"{name} ended by itself: {process.LastWords}");
            }

            say($"{name} ended by itself and is started again");
            await world.StartAgain(name);
        }
    }

    private SoakFault Draw(Random random)
    {
        var drawn = random.Next(_faults.Sum(fault => fault.Weight));
        return _faults.First(fault => (drawn -= fault.Weight) < 0);
    }
}
