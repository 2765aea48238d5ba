using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenAHostHasAPast
{
    [Fact]
    public async Task ItsEventsAreToldNewestFirst()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var first = await silo.Connect();
        await first.Disconnect();
        var second = await silo.Connect();
        await second.Grain.Drain(drain: true, "ada");
        await second.Grain.Drain(drain: true, "ada");
        await second.Grain.Drain(drain: false, "bob");
        await silo.Connect();

        var events = await second.Grain.Events(100);

        Assert.Equal(
            [
                HostEventKind.Connected, HostEventKind.Replaced, HostEventKind.Enrolled,
                HostEventKind.Resumed, HostEventKind.Drained,
                HostEventKind.Connected, HostEventKind.Enrolled,
                HostEventKind.Disconnected, HostEventKind.Connected, HostEventKind.Enrolled,
            ],
            events!.Select(happened => happened.Kind));
        Assert.Equal("bob resumed it: it gets new tasks again.", events![3].Text);
        Assert.Equal(2, (await second.Grain.Events(2))!.Count);
    }

    [Fact]
    public async Task ItsLoadIsReadBackBeforeAndAfterItIsStored()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await using var silo = await SiloUnderTest.OnMemory(time);
        var agent = await silo.Connect();
        for (var beat = 0; beat < 10; beat++)
        {
            await agent.Grain.Heartbeat(agent.Epoch, Some.Load with { Load = [beat, 0, 0] });
            time.Advance(TimeSpan.FromSeconds(10));
        }

        var history = await agent.Grain.History(time.GetUtcNow().AddMinutes(-5), time.GetUtcNow(), points: 300);
        var view = await agent.Grain.Describe();

        Assert.Equal(TimeSpan.FromSeconds(10), history!.Step);
        Assert.Equal(Enumerable.Range(0, 10).Select(load => (double?)load), history.Points.Select(point => point.Load1));
        Assert.Equal(Some.Facts.MemoryBytes, history.MemoryTotalBytes);
        Assert.Equal(Enumerable.Range(0, 9).Select(load => (double)load), view!.Recent);
    }

    [Fact]
    public async Task AnotherVersionIsAnUpgrade()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        var session = await agent.Grain.Connect(new AgentHello(1, "2.0", 5, Some.Facts, []), agent.Reference);

        Assert.NotNull(session);
        var upgrade = (await agent.Grain.Events(100))!.Single(happened => happened.Kind == HostEventKind.Upgraded);
        Assert.Equal("Version 1.0 became 2.0.", upgrade.Text);
    }
}
