using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansOps.Simulation.Grains;

/// <summary>What a grain that is subscribed by its class is shown when the first item comes.</summary>
internal sealed class Subscription(string provider, StreamId stream, Activation activation) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    public string ProviderName => provider;

    public GuidId SubscriptionId => GuidId.GetGuidId(Guid.Empty);   // one activation has one

    public static async Task Deliver<T>(Activation activation, Subscription subscription, IReadOnlyList<T> items, Exception? failure)
    {
        if (activation.StreamObserver is null && activation.GrainInstance is IStreamSubscriptionObserver subscriber)
        {
            await subscriber.OnSubscribed(subscription);
        }

        if (activation.StreamObserver is not IAsyncObserver<T> observer)
        {
            return;
        }

        if (failure is not null)
        {
            await observer.OnErrorAsync(failure);
            return;
        }

        foreach (var item in items)
        {
            await observer.OnNextAsync(item);
        }
    }

    public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(provider, stream, activation);
}
