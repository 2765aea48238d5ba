namespace Orleans.Streams;

/// <summary>A stream of items: to write to, and to subscribe to.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncObserver<T>
{
    /// <summary>The explicit subscriptions of the calling grain, or of the callers outside the grains.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
