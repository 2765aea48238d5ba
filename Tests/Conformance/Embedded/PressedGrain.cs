using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansOps.Conformance;

/// <summary>Takes one item at a time and holds it until the test lets go.</summary>
[ImplicitStreamSubscription("pressure")]
internal sealed class PressedGrain : Grain, IPressedGrain, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<string>().ResumeAsync(this);

    public Task OnNextAsync(string item, StreamSequenceToken? token = null) =>
        item.EndsWith("fail", StringComparison.Ordinal) ? throw new OddException("Never.", 47) : TurnsGrain.HoldUntilReleased(item);

    public Task OnErrorAsync(Exception ex)
    {
        Signals.Set($"{this.GetPrimaryKeyString()} was told of a failure");
        return Task.CompletedTask;
    }
}
