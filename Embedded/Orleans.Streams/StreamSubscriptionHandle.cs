namespace Orleans.Streams;

/// <summary>A subscription.</summary>
[GenerateSerializer]
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's own name.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription. An implicit one ends for this activation only.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Items of this subscription go to the observer from now on.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}
