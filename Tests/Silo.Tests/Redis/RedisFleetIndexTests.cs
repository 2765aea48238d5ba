using OrleansOps.Agents;
using OrleansOps.InMemory;
using OrleansOps.Redis.Agents;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisFleetIndexTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly DateTimeOffset Ever = DateTimeOffset.MinValue;

    private readonly string _fleet = $"fleet-{Guid.NewGuid():N}";

    private RedisFleetIndex Index => new(redis.Connection, new MemoryChanges<AgentView>());

    [Fact]
    public async Task Put_AnOlderSessionDoesNotReplaceANewerOne()
    {
        await Index.Put(Agent("a", epoch: 2), []);
        await Index.Put(Agent("a", epoch: 1) with { Presence = AgentPresence.Offline }, []);

        Assert.Equal(AgentPresence.Online, Assert.Single(await All()).Presence);
    }

    [Fact]
    public async Task Put_PublishesEachEventOnce()
    {
        var connected = new NumberedEvent(4, _fleet, 1_000, [new("status", "online")]);
        var gone = new NumberedEvent(5, _fleet, 1_000, [new("status", "offline")]);

        await Index.Put(Agent("a", epoch: 2), [connected]);
        await Index.Put(Agent("a", epoch: 2), [connected, gone]);

        Assert.Equal(["online", "offline"], (await redis.Stream(_fleet)).Select(fields => fields["status"]));
    }

    [Fact]
    public async Task Named_FindsExactlyThatName()
    {
        await Index.Put(Agent("a") with { Name = $"{_fleet}-web" }, []);
        await Index.Put(Agent("b") with { Name = $"{_fleet}-web" }, []);
        await Index.Put(Agent("c") with { Name = $"{_fleet}-web2" }, []);

        Assert.Equal([Id("a"), Id("b")], await Index.Named($"{_fleet}-web"));
        Assert.Empty(await Index.Named($"{_fleet}-we"));

        await Index.Put(Agent("b") with { Name = $"{_fleet}-db" }, []);
        Assert.Equal([Id("a")], await Index.Named($"{_fleet}-web"));
        await Index.Remove(Id("a"));
        Assert.Empty(await Index.Named($"{_fleet}-web"));
    }

    [Fact]
    public async Task List_PagesByNameAndFilters()
    {
        foreach (var id in new[] { "c", "a", "b", "d" })
        {
            await Index.Put(Agent(id), []);
        }

        var first = await Index.List(new AgentQuery { Name = _fleet, Limit = 3 }, Ever);
        var second = await Index.List(new AgentQuery { Name = _fleet, Limit = 3, Cursor = first.NextCursor }, Ever);

        Assert.Equal([Id("a"), Id("b"), Id("c"), Id("d")], first.Items.Concat(second.Items).Select(agent => agent.Id));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task List_WhoWasNotHeardOfIsShownAsOffline()
    {
        await Index.Put(Agent("a") with { LastSeenAt = Some.Time }, []);

        Assert.Empty((await Index.List(new AgentQuery { Name = _fleet, Presence = AgentPresence.Online }, Some.Time.AddSeconds(1))).Items);
        Assert.Single((await Index.List(new AgentQuery { Name = _fleet, Presence = AgentPresence.Online }, Some.Time.AddSeconds(-1))).Items);
    }

    private async Task<IReadOnlyList<AgentView>> All() => (await Index.List(new AgentQuery { Name = _fleet }, Ever)).Items;

    private string Id(string id) => $"{id}-{_fleet}";

    private AgentView Agent(string id, long epoch = 1) => new()
    {
        Id = Id(id),
        Name = $"{_fleet}-{id}",
        Presence = AgentPresence.Online,
        Epoch = epoch,
        EnrolledAt = Some.Time,
        LastSeenAt = Some.Time,
        Facts = Some.Facts,
    };
}
