namespace OrleansOps.Simulation.Conformance;

internal interface IWatchedGrain : IGrainWithStringKey
{
    Task Tell(IWatcher watcher, string text);

    Task<string> Ask(IWatcher watcher, string text);

    /// <summary>Makes the watcher hold twice, without waiting in between.</summary>
    Task HoldTwice(IWatcher watcher, string first, string second);

    /// <summary>Keeps the reference and tells it later.</summary>
    Task Keep(IWatcher watcher);

    Task TellKept(string text);
}
