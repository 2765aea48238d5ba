namespace OrleansOps.Conformance;

internal interface IWatchedGrain : IGrainWithStringKey
{
    Task Tell(IWatcher watcher, string text);

    Task<string> Ask(IWatcher watcher, string text);

    /// <summary>Keeps the reference and tells it later.</summary>
    Task Keep(IWatcher watcher);

    Task TellKept(string text);
}
