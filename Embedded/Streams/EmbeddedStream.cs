using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>One stream as its producers and subscribers see it.</summary>
internal sealed class EmbeddedStream<T>(StreamProvider provider, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => provider.IsRewindable;

    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => Publish(new StreamItem<T> { Token = provider.NextToken, Value = item });

    public Task OnCompletedAsync() => throw NoEnd();

    public Task OnErrorAsync(Exception ex) => throw NoEnd();

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        while (true)
        {
            var hub = provider.HubOf(id);
            var subscription = new StreamSubscription(provider, hub, Activation.Current?.GrainId, isImplicit: false);
            var handle = await new SubscriptionHandle<T>(subscription).ResumeAsync(observer);
            if (hub.TryAdd(subscription))
            {
                return handle;
            }
        }
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() => Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
        [.. provider.HubOf(id).SubscriptionsOf(Activation.Current?.GrainId).Select(subscription => new SubscriptionHandle<T>(subscription))]);

    public bool Equals(IAsyncStream<T>? other) =>
        other is not null && id.Equals(other.StreamId) && string.Equals(ProviderName, other.ProviderName, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => id.GetHashCode();

    private static NotSupportedException NoEnd() => new("A memory stream has no end and no failure, here and in Orleans. Send an item that says so.");

    private async Task Publish(StreamItem item)
    {
        provider.Silo.CheckAcceptsCalls();
        while (!await provider.HubOf(id).TryPublish(item))
        {
        }
    }
}
