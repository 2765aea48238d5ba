using Microsoft.Extensions.Time.Testing;
using OrleansOps.Agents;
using OrleansOps.InMemory;
using OrleansOps.Redis.Agents;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>A host's past, in Redis and in memory alike.</summary>
public sealed class HostHistoryTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _agent = $"agent-{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    private IHostHistory[]? _both;

    private IHostHistory[] Both => _both ??= [new RedisHostHistory(redis.Connection, _time), new MemoryHostHistory()];

    [Fact]
    public async Task Events_AreTheNewestFirstAndNotMoreThanAreKept()
    {
        foreach (var history in Both)
        {
            for (var i = 0; i < IHostHistory.EventsKept + 5; i++)
            {
                await history.Happened(_agent, new HostEvent(_time.GetUtcNow().AddSeconds(i), HostEventKind.Connected, new Said($"event {i}", [])));
            }

            Assert.Equal(["event 204", "event 203"], (await history.Events(_agent, 2)).Select(happened => happened.Text.Text));
            Assert.Equal(IHostHistory.EventsKept, (await history.Events(_agent, 1_000)).Count);
        }
    }

    [Fact]
    public async Task Points_ComeBackAsTheyWereWithThePrecisionOfAChart()
    {
        var whole = new LoadPoint { At = _time.GetUtcNow(), Load1 = 1.25, CpuPercent = 99.9, MemoryUsedBytes = 3L << 30, RxBytesPerSecond = 1_000_000, TxBytesPerSecond = 0 };
        var empty = new LoadPoint { At = _time.GetUtcNow().AddSeconds(10) };
        foreach (var history in Both)
        {
            await history.Add(_agent, [whole, empty], []);

            var points = await history.Points(_agent, fine: true);

            Assert.Equal([whole.At, empty.At], points.Select(point => point.At));
            Assert.Equal((1.25, 99.9, 3L << 30, 0), (points[0].Load1, points[0].CpuPercent, points[0].MemoryUsedBytes, points[0].TxBytesPerSecond));
            Assert.InRange(points[0].RxBytesPerSecond!.Value, 995_000, 1_005_000);
            Assert.Equal(empty, points[1]);
            Assert.Empty(await history.Points(_agent, fine: false));
        }
    }

    [Fact]
    public async Task Points_AreKeptForAnHourAndForADayAndNoLonger()
    {
        var start = _time.GetUtcNow();
        foreach (var history in Both)
        {
            for (var at = TimeSpan.Zero; at < TimeSpan.FromHours(30); at += TimeSpan.FromMinutes(10))
            {
                await history.Add(_agent, [.. Series(start + at, LoadSteps.Fine, 60)], [.. Series(start + at, LoadSteps.Coarse, 10)]);
            }
        }

        _time.Advance(TimeSpan.FromHours(30));
        foreach (var history in Both)
        {
            await history.Add(_agent, [.. Series(_time.GetUtcNow(), LoadSteps.Fine, 1)], [.. Series(_time.GetUtcNow(), LoadSteps.Coarse, 1)]);
            var fine = await history.Points(_agent, fine: true);
            var coarse = await history.Points(_agent, fine: false);

            Assert.Equal(LoadSteps.FineKept, fine.Count);
            Assert.Equal(LoadSteps.CoarseKept, coarse.Count);
            Assert.Equal(_time.GetUtcNow(), fine[^1].At);
            Assert.Equal(coarse.Select(point => point.At).Order(), coarse.Select(point => point.At));
        }
    }

    [Fact]
    public async Task Forget_LeavesNothing()
    {
        foreach (var history in Both)
        {
            await history.Happened(_agent, new HostEvent(_time.GetUtcNow(), HostEventKind.Lost, new Said("gone", [])));
            await history.Add(_agent, [.. Series(_time.GetUtcNow(), LoadSteps.Fine, 3)], []);

            await history.Forget(_agent);

            Assert.Empty(await history.Events(_agent, 10));
            Assert.Empty(await history.Points(_agent, fine: true));
        }
    }

    [Fact]
    public async Task AHostTakesAFixedSpace()
    {
        var history = new RedisHostHistory(redis.Connection, _time);
        for (var i = 0; i < LoadSteps.FineKept * 3; i += 6)
        {
            await history.Add(_agent, [.. Series(_time.GetUtcNow() + (i * LoadSteps.Fine), LoadSteps.Fine, 6)], []);
        }

        var length = (long)await redis.Ask("STRLEN", $"ops:host:{_agent}:load:fine");
        var lives = (long)await redis.Ask("TTL", $"ops:host:{_agent}:load:fine");
        Assert.Equal(LoadSteps.FineKept * 16, length);
        Assert.InRange(lives, 1, 2 * 86_400);
    }

    private static IEnumerable<LoadPoint> Series(DateTimeOffset start, TimeSpan step, int count) =>
        Enumerable.Range(0, count).Select(i => new LoadPoint { At = start + (i * step), Load1 = 0.5 });
}
