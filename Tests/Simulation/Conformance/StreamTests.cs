using Orleans.Streams;

namespace OrleansOps.Simulation.Conformance;

public abstract class StreamTests(Hosting host)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IStreamProvider Provider => host.Client.GetStreamProvider("logs");

    private IAsyncStream<Note> Notes => Provider.GetStream<Note>(StreamId.Create("conformance", _key));

    private IStreamGrain Subscriber => host.Client.GetGrain<IStreamGrain>(_key);

    [Fact]
    public async Task AnImplicitSubscriberGetsEveryItemOnceAndInOrder()
    {
        for (var i = 1; i <= 100; i++)
        {
            await Notes.OnNextAsync(new($"{i}", [])).Within("the item");
        }

        await Signals.Wait($"{_key} got 100");
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"{i}"), await Subscriber.Got().Within("the items"));
    }

    [Fact]
    public async Task AnItemIsACopy()
    {
        var note = new Note("copied", [1]);
        await Notes.OnNextAsync(note).Within("the item");
        note.Numbers.Clear();

        Assert.Equal(1, await Signals.Wait($"{_key} got copied"));
    }

    [Fact]
    public async Task AnImplicitSubscriberThatEndedTakesTheNextItemUpAgain()
    {
        await Notes.OnNextAsync(new("first", [])).Within("the item");
        await Signals.Wait($"{_key} got first");
        await Subscriber.End().Within("the end");
        await Notes.OnNextAsync(new("second", [])).Within("the item");

        await Signals.Wait($"{_key} got second");
        Assert.Equal(["second"], await Subscriber.Got().Within("the items"));
    }

    [Fact]
    public async Task AnItemThatFailsIsTriedAgainBeforeTheNext()
    {
        await Notes.OnNextAsync(new("fail twice", [])).Within("the item");
        await Notes.OnNextAsync(new("next", [])).Within("the item");

        await Signals.Wait($"{_key} got next");
        Assert.Equal(["fail twice", "next"], await Subscriber.Got().Within("the items"));
    }

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : StreamTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : StreamTests(host);
}
