using Orleans.Streams;

namespace OrleansOps.Simulation.Grains;

/// <summary>One stream as its producers see it.</summary>
internal sealed class GrainStream<T>(StreamProvider provider, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        _ = provider.Put<T>(id, [OrleansTypes.Copier.Copy(item)!]);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw Unused();

    public Task OnErrorAsync(Exception ex) => throw Unused();

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => throw Unused();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => throw Unused();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) => throw Unused();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => throw Unused();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) => throw Unused();

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() => throw Unused();

    public bool Equals(IAsyncStream<T>? other) => other is GrainStream<T> && id.Equals(other.StreamId);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : id.CompareTo(other.StreamId);

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => id.GetHashCode();

    private static NotSupportedException Unused() => new("The streams of this product carry single items to implicit subscribers, and have no end.");
}
