using Orleans.Streams;

namespace OrleansOps.Embedded;

[Immutable, GenerateSerializer]
internal sealed class SubscriptionHandle<T>(StreamSubscription subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.StreamId;

    public override string ProviderName => subscription.ProviderName;

    public override Guid HandleId => subscription.Id;

    public override Task UnsubscribeAsync()
    {
        Activation.Current?.Streams.Mute(subscription.Id);
        if (!subscription.IsImplicit)
        {
            subscription.IsEnded = true;
            subscription.Hub.Remove(subscription);
        }

        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (Activation.Current is { } activation)
        {
            activation.Streams.Set(subscription.Id, observer);
        }
        else
        {
            subscription.Observer = observer;
        }

        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
