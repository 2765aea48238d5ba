using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting.Embedded;

namespace OrleansOps.Conformance;

/// <summary>What the embedded runtime promises beyond Orleans' own promises.</summary>
public sealed class PressureTests
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task AProducerWaitsWhileTheQueueOfItsSlowConsumerIsFull()
    {
        await using var host = await GrainHost.Start(silo => silo.Configure<EmbeddedStreamOptions>(options => options.QueueCapacity = 4));
        var stream = host.Client.GetStreamProvider("logs").GetStream<string>(StreamId.Create("pressure", _key));
        var items = Enumerable.Range(0, 10).Select(i => stream.OnNextAsync($"{_key} {i}")).ToList();
        await Signals.Wait($"{_key} 0 began");

        // One is with the consumer and four wait in the queue.
        await Task.WhenAll(items.Take(5)).Within("the items that fit");
        Assert.All(items.Skip(5), item => Assert.False(item.IsCompleted));
        for (var i = 0; i < 10; i++)
        {
            Signals.Set($"{_key} {i} may end");
        }

        await Task.WhenAll(items).Within("the others");
        await Signals.Wait($"{_key} 9 began");
    }

    [Fact]
    public async Task AStoppingSiloDeliversWhatIsOnItsStreams()
    {
        await using var host = await GrainHost.Start();
        var stream = host.Client.GetStreamProvider("logs").GetStream<string>(StreamId.Create("pressure", _key));
        for (var i = 0; i < 10; i++)
        {
            await stream.OnNextAsync($"{_key} {i}").Within("the item");
        }

        var stopped = host.Stop();
        for (var i = 0; i < 10; i++)
        {
            Signals.Set($"{_key} {i} may end");
        }

        await stopped.Within("the stop");
        Assert.True(Signals.IsSet($"{_key} 9 began"));
    }

    [Fact]
    public async Task AnItemWhoseConsumerKeepsFailingIsGivenUpAndTheNextOneComes()
    {
        var time = new ManualTime();
        await using var host = await GrainHost.Start(silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.Configure<StreamPullingAgentOptions>("logs", options => options.MaxEventDeliveryTime = TimeSpan.FromMilliseconds(50));
        });
        var stream = host.Client.GetStreamProvider("logs").GetStream<string>(StreamId.Create("pressure", _key));
        await stream.OnNextAsync($"{_key} fail").Within("the item");
        await stream.OnNextAsync($"{_key} next").Within("the item");

        await Signals.Wait($"{_key} next began");
        Assert.True(Signals.IsSet($"{_key} was told of a failure"));
        Signals.Set($"{_key} next may end");
    }

    [Fact]
    public async Task AStreamThatIsIdleIsForgotten()
    {
        await using var host = await GrainHost.Start();
        var provider = host.Services.GetRequiredKeyedService<OrleansOps.Embedded.StreamProvider>("logs");
        var id = StreamId.Create("pressure", _key);
        var before = provider.HubOf(id);
        Signals.Set($"{_key} may end");
        await provider.GetStream<string>(id).OnNextAsync(_key).Within("the item");
        await before.WhenIdle().Within("the delivery");

        Assert.NotSame(before, provider.HubOf(id));
    }

    [Fact]
    public async Task NoCallIsLostWhileGrainsComeAndGo()
    {
        await using var host = await GrainHost.Start();
        var grains = Enumerable.Range(0, 4).Select(i => host.Client.GetGrain<ILifeGrain>($"{_key} {i}")).ToArray();
        var callers = Enumerable.Range(0, 16).Select(async caller =>
        {
            await Task.Yield();
            for (var i = 0; i < 500; i++)
            {
                await (i % 7 == caller % 7 ? grains[i % 4].End() : grains[i % 4].Activation());
            }
        });

        await Task.WhenAll(callers).Within("8,000 calls");
    }

    // Orleans lets the writer in when the first reader has ended; here it waits for all of them.
    [Fact]
    public async Task AWriterWaitsForEveryReader()
    {
        await using var host = await GrainHost.Start();
        var grain = host.Client.GetGrain<ITurnsGrain>(_key);
        var first = grain.HoldReading($"{_key} first");
        await Signals.Wait($"{_key} first began");
        var second = grain.HoldReading($"{_key} second");
        await Signals.Wait($"{_key} second began");
        var writer = grain.Hold($"{_key} writer");
        Signals.Set($"{_key} first may end");
        await first.Within("the first reader");
        Signals.Set($"{_key} barrier may end");
        await grain.HoldInterleaved($"{_key} barrier").Within("the barrier");

        Assert.False(Signals.IsSet($"{_key} writer began"));
        Signals.Set($"{_key} second may end");
        Signals.Set($"{_key} writer may end");
        await Task.WhenAll(second, writer).Within("the others");
    }

    [Fact]
    public async Task WhatIsImmutableIsSharedAndTheRestIsCopied()
    {
        await using var host = await GrainHost.Start();
        var grain = host.Client.GetGrain<ICallsGrain>(_key);
        var value = new Sealed("sealed");
        string[] array = ["a"];

        Assert.Same(value, await grain.MirrorObject(value).Within("the answer"));
        Assert.NotSame(array, await grain.MirrorObject(array).Within("the answer"));
    }

    [Fact]
    public async Task AStoppedSiloRefusesCallsWithAReason()
    {
        await using var host = await GrainHost.Start();
        var grain = host.Client.GetGrain<IStringKeyGrain>(_key);
        await grain.Key().Within("a call");
        await host.Stop().Within("the stop");

        var refusal = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Key().Within("the refusal"));
        Assert.Contains("stopping", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnObserverThatWasForgottenCostsNoTimeout()
    {
        await using var host = await GrainHost.Start();
        var watcher = new Watcher(_key);
        var reference = host.Client.CreateObjectReference<IWatcher>(watcher);
        host.Client.DeleteObjectReference<IWatcher>(reference);

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => host.Client.GetGrain<IWatchedGrain>(_key).Ask(reference, "well").Within("the failure"));
    }

    [Immutable, GenerateSerializer]
    private sealed record Sealed([property: Id(0)] string Text);
}
