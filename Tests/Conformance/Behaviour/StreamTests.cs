using Orleans.Streams;

namespace OrleansOps.Conformance;

[Collection(SharedHostCollection.Name)]
public sealed class StreamTests(SharedHost host)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IStreamProvider Provider => host.Client.GetStreamProvider("logs");

    private IAsyncStream<Note> Notes => Provider.GetStream<Note>(StreamId.Create("conformance", _key));

    private IStreamGrain Subscriber => host.Client.GetGrain<IStreamGrain>(_key);

    private IExplicitStreamGrain Explicit => host.Client.GetGrain<IExplicitStreamGrain>(_key);

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

    [Fact]
    public async Task AStreamHasNoEnd()
    {
        await Assert.ThrowsAnyAsync<SystemException>(() => Notes.OnCompletedAsync().Within("the refusal"));
        await Assert.ThrowsAnyAsync<SystemException>(() => Notes.OnErrorAsync(new OddException("broken", 46)).Within("the refusal"));
    }

    [Fact]
    public async Task AnExplicitSubscriberGetsItemsUntilItUnsubscribes()
    {
        await Explicit.Subscribe().Within("the subscription");
        await Explicit.Produce(1).Within("the item");
        await Signals.Wait($"{_key} got 1");

        Assert.Equal(1, await Explicit.Unsubscribe().Within("the end"));
        await Explicit.Produce(2).Within("the item");
        Assert.Equal(0, await Explicit.Unsubscribe().Within("the end"));
        Assert.Equal([1], await Explicit.Got().Within("the items"));
    }

    [Fact]
    public async Task AnExplicitSubscriptionOutlivesTheActivation()
    {
        await Explicit.Subscribe().Within("the subscription");
        await Explicit.Produce(1).Within("the item");
        await Signals.Wait($"{_key} got 1");
        await Explicit.End().Within("the end");
        await Explicit.Produce(2).Within("the item");

        await Signals.Wait($"{_key} got 2");
    }

    [Fact]
    public async Task ASubscriberOutsideTheGrainsGetsItemsToo()
    {
        var stream = Provider.GetStream<int>(StreamId.Create("explicit", _key));
        var handle = await stream.SubscribeAsync(new Listener(_key)).Within("the subscription");
        await stream.OnNextAsync(1).Within("the item");

        await Signals.Wait($"{_key} client got 1");
        await handle.UnsubscribeAsync().Within("the end");
    }

    [Fact]
    public void AnUnknownProviderIsAnError() => Assert.Throws<KeyNotFoundException>(() => host.Client.GetStreamProvider("nowhere"));

    private sealed class Listener(string name) : IAsyncObserver<int>
    {
        public Task OnNextAsync(int item, StreamSequenceToken? token = null)
        {
            Signals.Set($"{name} client got {item}");
            return Task.CompletedTask;
        }

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}
