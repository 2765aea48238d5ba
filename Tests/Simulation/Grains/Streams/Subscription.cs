using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansOps.Simulation.Grains;

/// <summary>What a grain that is subscribed by its class is shown when the first item comes.</summary>
internal sealed class Subscription(string provider, StreamId stream, Activation activation) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    public string ProviderName => provider;

    public GuidId SubscriptionId => GuidId.GetGuidId(Guid.Empty);   // one activation has one

    public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(provider, stream, activation);
}
