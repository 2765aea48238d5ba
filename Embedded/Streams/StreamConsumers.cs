using Orleans.Streams.Core;

namespace OrleansOps.Embedded;

/// <summary>The observers of one activation, by subscription.</summary>
internal sealed class StreamConsumers(Activation activation)
{
    private readonly Dictionary<Guid, object> _observers = [];
    private readonly HashSet<Guid> _muted = [];

    public void Set(Guid subscription, object observer)
    {
        _observers[subscription] = observer;
        _muted.Remove(subscription);
    }

    /// <summary>This activation wants no more items of the subscription.</summary>
    public void Mute(Guid subscription)
    {
        _observers.Remove(subscription);
        _muted.Add(subscription);
    }

    public async Task Deliver(StreamSubscription subscription, StreamItem item, Exception? failure)
    {
        if (_muted.Contains(subscription.Id))
        {
            return;
        }

        if (!_observers.ContainsKey(subscription.Id) && activation.Instance is IStreamSubscriptionObserver taker)
        {
            await taker.OnSubscribed(new SubscriptionHandleFactory(subscription));
        }

        if (!_observers.TryGetValue(subscription.Id, out var observer))
        {
            activation.Silo.LogNoObserver(item.Token, subscription.StreamId, activation);
        }
        else
        {
            await (failure is null ? item.DeliverTo(observer) : item.DeliverFailureTo(observer, failure));
        }
    }
}
