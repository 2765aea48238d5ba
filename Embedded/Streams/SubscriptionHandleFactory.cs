using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansOps.Embedded;

internal sealed class SubscriptionHandleFactory(StreamSubscription subscription) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => subscription.StreamId;

    public string ProviderName => subscription.ProviderName;

    public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(subscription);
}
