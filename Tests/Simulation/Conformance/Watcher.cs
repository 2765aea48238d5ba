using System.Collections.Concurrent;

namespace OrleansOps.Simulation.Conformance;

internal sealed class Watcher(string name) : IWatcher
{
    public ConcurrentQueue<string> Heard { get; } = new();

    public void Told(string text)
    {
        Heard.Enqueue(text);
        Signals.Set($"{name} told {text}");
    }

    public Task Hold(string name) => TurnsGrain.HoldUntilReleased(name);

    public Task<string> Asked(string text) => text.Length == 0 ? throw new OddException("Nothing was asked.", 44) : Task.FromResult($"{text}!");
}
