namespace OrleansOps.Simulation.Conformance;

public abstract class ObserverTests(Hosting host)
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    private IWatchedGrain Grain => host.Client.GetGrain<IWatchedGrain>(_name);

    [Fact]
    public async Task AGrainTellsAnObserverEachThingOnce()
    {
        var watcher = new Watcher(_name);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);
        for (var i = 1; i <= 20; i++)
        {
            await Grain.Tell(reference, $"{i}").Within("the call");
        }

        // Calls that nobody waits for may overtake each other on their way.
        var all = Enumerable.Range(1, 20).Select(i => $"{i}").ToList();
        await Task.WhenAll(all.Select(each => Signals.Wait($"{_name} told {each}")));
        Assert.Equal(all.Order(StringComparer.Ordinal), watcher.Heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AGrainAsksAnObserverAndGetsItsAnswerOrItsFailure()
    {
        var watcher = new Watcher(_name);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);

        Assert.Equal("well!", await Grain.Ask(reference, "well").Within("the answer"));
        var failure = await Assert.ThrowsAsync<OddException>(() => Grain.Ask(reference, "").Within("the failure"));
        Assert.Equal(44, failure.Number);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task TheSameReferenceIsEqualWhereverItIsKept()
    {
        var watcher = new Watcher(_name);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);
        await Grain.Keep(reference).Within("the call");
        await Grain.Keep(reference).Within("the call");
        await Grain.TellKept("kept").Within("the call");

        await Signals.Wait($"{_name} told kept 1");
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task ADeletedReferenceIsToldNothing()
    {
        var watcher = new Watcher(_name);
        var deleted = host.Client.CreateObjectReference<IWatcher>(watcher);
        host.Client.DeleteObjectReference<IWatcher>(deleted);
        await Grain.Tell(deleted, "deleted").Within("the call");
        var other = host.Client.CreateObjectReference<IWatcher>(watcher);
        await Grain.Tell(other, "other").Within("the call");

        await Signals.Wait($"{_name} told other");
        Assert.Equal(["other"], watcher.Heard);
    }

    [Fact]
    public async Task ADeletedReferenceIsNotAnsweredEither()
    {
        var watcher = new Watcher(_name);
        var deleted = host.Client.CreateObjectReference<IWatcher>(watcher);
        host.Client.DeleteObjectReference<IWatcher>(deleted);

        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Ask(deleted, "well").Within("the timeout"));
    }

    [Fact]
    public async Task AnObserverHearsOneCallAfterTheOther()
    {
        var watcher = new Watcher(_name);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);
        var calls = Grain.HoldTwice(reference, $"{_name} first", $"{_name} second");

        // Which of the two arrives first is not said.
        var first = await await Task.WhenAny(Began("first"), Began("second"));
        var second = string.Equals(first, "first", StringComparison.Ordinal) ? "second" : "first";
        Assert.False(Signals.IsSet($"{_name} {second} began"));
        Signals.Set($"{_name} {first} may end");
        await Began(second);
        Signals.Set($"{_name} {second} may end");
        await calls.Within("both calls");
        GC.KeepAlive(watcher);
    }

    private async Task<string> Began(string name)
    {
        await Signals.Wait($"{_name} {name} began");
        return name;
    }

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : ObserverTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : ObserverTests(host);
}
