namespace OrleansOps.Simulation.Conformance;

internal sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly HashSet<IWatcher> _kept = [];

    public Task Tell(IWatcher watcher, string text)
    {
        watcher.Told(text);
        return Task.CompletedTask;
    }

    public Task<string> Ask(IWatcher watcher, string text) => watcher.Asked(text);

    public Task HoldTwice(IWatcher watcher, string first, string second) => Task.WhenAll(watcher.Hold(first), watcher.Hold(second));

    public Task Keep(IWatcher watcher)
    {
        _kept.Add(watcher);
        return Task.CompletedTask;
    }

    public Task TellKept(string text)
    {
        foreach (var watcher in _kept)
        {
            watcher.Told($"{text} {_kept.Count}");
        }

        return Task.CompletedTask;
    }
}
