namespace Orleans.Streams;

/// <summary>Something to subscribe to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Every item from now on goes to the observer.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}
