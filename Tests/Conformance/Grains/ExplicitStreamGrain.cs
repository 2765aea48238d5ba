using Orleans.Streams;

namespace OrleansOps.Conformance;

internal sealed class ExplicitStreamGrain : Grain, IExplicitStreamGrain, IAsyncObserver<int>
{
    private readonly List<int> _got = [];

    private IAsyncStream<int> Stream => this.GetStreamProvider("logs").GetStream<int>(StreamId.Create("explicit", this.GetPrimaryKeyString()));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in await Stream.GetAllSubscriptionHandles())
        {
            await handle.ResumeAsync(this);
        }
    }

    public Task Subscribe() => Stream.SubscribeAsync(this);

    public async Task<int> Unsubscribe()
    {
        var handles = await Stream.GetAllSubscriptionHandles();
        foreach (var handle in handles)
        {
            await handle.UnsubscribeAsync();
        }

        return handles.Count;
    }

    public Task<List<int>> Got() => Task.FromResult(_got);

    public Task Produce(int number) => Stream.OnNextAsync(number);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        _got.Add(item);
        Signals.Set($"{this.GetPrimaryKeyString()} got {item}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
