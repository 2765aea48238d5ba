namespace Orleans.Streams;

/// <summary>Takes several items at once.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>The next items.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}
