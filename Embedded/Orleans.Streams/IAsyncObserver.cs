namespace Orleans.Streams;

/// <summary>Takes the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>The next item. On a stream it completes when the item is queued, and waits while the queue is full.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>There are no more items. Memory streams do not support it.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>An item could not be delivered.</summary>
    Task OnErrorAsync(Exception ex);
}
