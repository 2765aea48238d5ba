using OrleansOps.Embedded;

namespace Orleans.Streams;

/// <summary>Subscribing with functions.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Every item from now on goes to the function.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(new FunctionObserver<T>(onNextAsync));
}
