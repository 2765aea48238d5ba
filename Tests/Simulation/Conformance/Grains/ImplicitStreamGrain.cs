using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansOps.Simulation.Conformance;

[ImplicitStreamSubscription("conformance")]
internal sealed class ImplicitStreamGrain : Grain, IStreamGrain, IStreamSubscriptionObserver, IAsyncObserver<Note>
{
    private readonly List<string> _got = [];
    private int _failures;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<Note>().ResumeAsync(this);

    public async Task OnNextAsync(Note item, StreamSequenceToken? token = null)
    {
        await Task.Yield();
        if (string.Equals(item.Text, "fail twice", StringComparison.Ordinal) && _failures++ < 2)
        {
            throw new OddException("Not this time.", 45);
        }

        _got.Add(item.Text);
        Signals.Set($"{this.GetPrimaryKeyString()} got {item.Text}", item.Numbers.Count);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<List<string>> Got() => Task.FromResult(_got);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
