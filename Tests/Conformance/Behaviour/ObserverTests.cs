namespace OrleansOps.Conformance;

[Collection(SharedHostCollection.Name)]
public sealed class ObserverTests(SharedHost host)
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    private IWatchedGrain Grain => host.Client.GetGrain<IWatchedGrain>(_name);

    [Fact]
    public async Task AGrainTellsAnObserverInOrder()
    {
        var watcher = new Watcher(_name);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);
        for (var i = 1; i <= 20; i++)
        {
            await Grain.Tell(reference, $"{i}").Within("the call");
        }

        await Signals.Wait($"{_name} told 20");
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), watcher.Heard);
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
    public async Task AnObserverThatIsPassedAsItselfIsRefused() => await Assert.ThrowsAsync<NotSupportedException>(() =>
        Grain.Tell(new Watcher(_name), "well").Within("the refusal"));
}
