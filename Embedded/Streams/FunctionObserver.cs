using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>A function as an observer.</summary>
internal sealed class FunctionObserver<T>(Func<T, StreamSequenceToken?, Task> onNext) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
