using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting.Embedded;

namespace OrleansOps.Conformance;

/// <summary>One process per store.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task ASecondProcessOnTheSameStoreDoesNotStartUntilTheFirstHasStopped()
    {
        var store = new SharedStore();
        await using (await GrainHost.Start(silo => silo.Services.AddSingleton<IStoreLease>(new Lease(store, "first"))))
        {
            var refusal = await Assert.ThrowsAsync<StoreInUseException>(() =>
                GrainHost.Start(silo => silo.Services.AddSingleton<IStoreLease>(new Lease(store, "second"))));

            Assert.Contains("GrainRuntime=Orleans", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("first", refusal.Message, StringComparison.Ordinal);
        }

        await using var second = await GrainHost.Start(silo => silo.Services.AddSingleton<IStoreLease>(new Lease(store, "second")));
    }

    [Fact]
    public async Task AProcessThatLosesItsStoreStops()
    {
        var store = new SharedStore();
        await using var host = await GrainHost.Start(silo => silo.Services.AddSingleton<IStoreLease>(new Lease(store, "first")));
        var stopping = new TaskCompletionSource();
        await using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        store.Holder = "thief";
        await stopping.Task.Within("the stop");
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => host.Client.GetGrain<IStringKeyGrain>("key").Key());
    }

    private sealed class SharedStore
    {
        public volatile string? Holder;
    }

    private sealed class Lease(SharedStore store, string name) : IStoreLease
    {
        public TimeSpan RenewEvery => TimeSpan.FromMilliseconds(20);

        public Task AcquireAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.CompareExchange(ref store.Holder!, name, null) is { } holder)
            {
                throw new StoreInUseException("memory", holder);
            }

            return Task.CompletedTask;
        }

        public Task<bool> RenewAsync(CancellationToken cancellationToken) => Task.FromResult(string.Equals(store.Holder, name, StringComparison.Ordinal));

        public Task ReleaseAsync(CancellationToken cancellationToken)
        {
            Interlocked.CompareExchange(ref store.Holder!, null, name);
            return Task.CompletedTask;
        }
    }
}
