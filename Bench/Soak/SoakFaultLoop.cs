namespace OrleansOps.Bench;

/// <summary>One fault after the other until the time is over. The same seed gives the same faults in the same order, with the same lengths.</summary>
internal sealed class SoakFaultLoop(SoakWorld world, RunLedger ledger, int seed, double longestGap, Action<string> say)
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often each kind happened.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public int Total => _counts.Values.Sum();

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
            _counts[fault.Kind] = _counts.GetValueOrDefault(fault.Kind) + 1;
            await fault.Happen(world, random, what => say($"fault {number} {fault.Kind}: {what}"), abort);
        }
    }

    /// <summary>Nothing of the product may end by itself, whatever is done around it.</summary>
    public async Task RaiseTheFallen()
    {
        foreach (var (name, process) in world.Processes.Where(running => running.Process.HasExited).ToList())
        {
            ledger.Complain($"{name} ended by itself: {process.LastWords}");
            say($"{name} ended by itself and is started again");
            await world.StartAgain(name);
        }
    }

    private static SoakFault Draw(Random random)
    {
        var drawn = random.Next(SoakFaults.All.Sum(fault => fault.Weight));
        return SoakFaults.All.First(fault => (drawn -= fault.Weight) < 0);
    }
}
