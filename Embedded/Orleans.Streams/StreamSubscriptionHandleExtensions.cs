using OrleansOps.Embedded;

namespace Orleans.Streams;

/// <summary>Resuming with functions.</summary>
public static class StreamSubscriptionHandleExtensions
{
    /// <summary>Items of this subscription go to the function from now on.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new FunctionObserver<T>(onNextAsync), token);
}
