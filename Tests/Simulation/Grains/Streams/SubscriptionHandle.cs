using Orleans.Streams;

namespace OrleansOps.Simulation.Grains;

/// <summary>Takes up the subscription of a grain.</summary>
internal sealed class SubscriptionHandle<T>(string provider, StreamId stream, Activation activation) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => stream;

    public override string ProviderName => provider;

    public override Guid HandleId => Guid.Empty;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        activation.StreamObserver = observer;
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) => throw Unused();

    public override Task UnsubscribeAsync() => throw Unused();

    public override bool Equals(StreamSubscriptionHandle<T>? other) => ReferenceEquals(this, other);

    private static NotSupportedException Unused() => new("No grain of this product asks for it.");
}
