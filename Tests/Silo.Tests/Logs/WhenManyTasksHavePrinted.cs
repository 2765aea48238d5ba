using System.Diagnostics.Metrics;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Logs;

public sealed class WhenManyTasksHavePrinted(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Tasks = 1_000;
    private const string KnownStreams = "orleans-streams-persistent-stream-pubsub-cache-size";

    /// <summary>Each stream is known for ten seconds of silence, and looked at once more after five.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task NothingOfTheirStreamsIsLeft()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-prints");
        var meter = silo.Get<OrleansInstruments>().Meter;

        // Tasks that nobody knows: their output goes the same way, to the grain that refuses it.
        var taken = await Task.WhenAll(Enumerable.Range(1, Tasks).Select(task => silo.Publish(agent.Batch($"printed-{task}", 1, "line\n"))));

        Assert.DoesNotContain(false, taken);
        Assert.True(Sum(meter, KnownStreams) > 0, "The gauge of known streams says that there were none.");
        await Eventually.Value(() => Sum(meter, KnownStreams), known => known == 0, "Orleans knows no stream any more", Patience);
        Assert.DoesNotContain(await redis.Everything(), key => key.Contains("printed-", StringComparison.Ordinal));
    }

    private static int Sum(Meter meter, string name)
    {
        var sum = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter && instrument.Name == name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => sum += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }
}
