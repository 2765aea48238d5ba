namespace OrleansOps.Tests.Support;

/// <summary>The heartbeats of many simulated agents.</summary>
public static class FleetBeat
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(10);

    /// <summary>Each agent beats once in ten seconds, spread over them as those of real agents are.</summary>
    /// <param name="agents">The agents as they are at that moment; null in the place of one that is away.</param>
    /// <param name="over">Ends it.</param>
    public static async Task Run(Func<IEnumerable<SimulatedAgent?>> agents, CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var steps = (int)(BeatEvery / timer.Period);
        for (var step = 0; await timer.WaitForNextTickAsync(over); step = (step + 1) % steps)
        {
            var due = agents().Where((_, index) => index % steps == step).OfType<SimulatedAgent>();
            await Task.WhenAll(due.Select(agent => agent.Beat()));
        }
    }
}
