using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansOps.Logs;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Hosting;

/// <summary>On a busy machine a silo waits for its streams longer than for an answer of another silo.</summary>
public sealed class WhenStreamsStartSlowly
{
    [Fact]
    public async Task ItWaitsForThem()
    {
        var seen = new CallsSeen("Initialize");
        await using var silo = await SiloUnderTest.OnMemory(product =>
        {
            product.Services.AddSingleton<IOutgoingGrainCallFilter>(seen);
            product.Services.AddKeyedSingleton<IStreamQueueBalancer>(Names.Streams, new SlowQueues(seen.Again));
        });

        var agent = await silo.Connect();
        await silo.Submit("slow-1");
        await agent.Accept();
        await silo.Publish(agent.Batch("slow-1", 1, "one\n"));
        Assert.Equal(2, (await agent.NextMark()).NextSeq);
    }

    /// <summary>The product's, which are there when <paramref name="ready"/> is.</summary>
    private sealed class SlowQueues(Task ready) : IStreamQueueBalancer
    {
        private readonly OwnQueues _queues = new();

        public async Task Initialize(IStreamQueueMapper queueMapper)
        {
            await ready;
            await _queues.Initialize(queueMapper);
        }

        public Task Shutdown() => _queues.Shutdown();

        public IEnumerable<QueueId> GetMyQueues() => _queues.GetMyQueues();

        public bool SubscribeToQueueDistributionChangeEvents(IStreamQueueBalanceListener observer) => _queues.SubscribeToQueueDistributionChangeEvents(observer);

        public bool UnSubscribeFromQueueDistributionChangeEvents(IStreamQueueBalanceListener observer) => _queues.UnSubscribeFromQueueDistributionChangeEvents(observer);
    }
}
