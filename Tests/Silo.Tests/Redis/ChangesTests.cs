using Microsoft.Extensions.Time.Testing;
using OrleansOps.Agents;
using OrleansOps.InMemory;
using OrleansOps.Redis.Live;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class ChangesTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _topic = $"topic-{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WhoFollowsHearsTheNewestOfEachAcrossProcesses()
    {
        RedisChanges<AgentView> teller = Changes(), reader = Changes();
        var start = await reader.After(cursor: null);

        teller.Tell("a", Agent("a", 1));
        teller.Tell("a", Agent("a", 2));
        teller.Tell("b", Agent("b", 1));
        teller.Tell("c", view: null);
        await Flush(teller);
        var page = await reader.After(start.Cursor);

        Assert.True(page.IsWhole);
        Assert.Equal([("a", 2L), ("b", 1L), ("c", 0L)], page.Items.Select(change => (change.Key, change.Value?.Epoch ?? 0)));
        Assert.Empty((await reader.After(page.Cursor)).Items);
    }

    [Fact]
    public async Task WhileNobodyFollowsNothingIsWritten()
    {
        var teller = Changes();
        teller.Tell("a", Agent("a", 1));
        await Flush(teller);

        Assert.Equal(0, (int)await redis.Ask("EXISTS", $"ops:live:{_topic}"));
    }

    [Fact]
    public async Task WhatWasToldJustBeforeTheFirstFollowerWasNoticedIsNotLost()
    {
        RedisChanges<AgentView> teller = Changes(), reader = Changes();
        await Flush(teller);
        var start = await reader.After(cursor: null);
        teller.Tell("a", Agent("a", 1));
        await teller.Flush();   // has looked for followers less than a second ago
        Assert.Empty((await reader.After(start.Cursor)).Items);

        await Flush(teller);

        Assert.Equal(["a"], (await reader.After(start.Cursor)).Items.Select(change => change.Key));
    }

    [Fact]
    public async Task AReaderThatWasAwayForTooLongIsToldSo()
    {
        RedisChanges<AgentView> teller = Changes(), reader = Changes();
        var start = await reader.After(cursor: null);
        await redis.Ask("DEL", $"ops:live:{_topic}:followed");   // as it goes by itself after some seconds

        var page = await reader.After(start.Cursor);

        Assert.False(page.IsWhole);
        teller.Tell("a", Agent("a", 1));
        await Flush(teller);
        Assert.True((await reader.After(page.Cursor)).IsWhole);
    }

    [Fact]
    public async Task MoreChangesThanAreKeptAreAMarkThatAllMustBeReadAgain()
    {
        RedisChanges<AgentView> teller = Changes(), reader = Changes();
        var start = await reader.After(cursor: null);
        for (var i = 0; i < 50_001; i++)
        {
            teller.Tell($"agent-{i}", view: null);
        }

        await Flush(teller);
        var (cursor, isWhole) = (start.Cursor, true);
        for (var before = ""; before != cursor;)
        {
            var page = await reader.After(cursor);
            (before, cursor, isWhole) = (cursor, page.Cursor, isWhole && page.IsWhole);
        }

        Assert.False(isWhole);
    }

    [Fact]
    public async Task InMemoryAReaderHearsTheSame()
    {
        var changes = new MemoryChanges<AgentView>();
        changes.Tell("before", Agent("before", 1));
        var start = await changes.After(cursor: null);
        changes.Tell("a", Agent("a", 1));
        changes.Tell("b", Agent("b", 1));
        changes.Tell("a", Agent("a", 2));

        var page = await changes.After(start.Cursor);

        Assert.True(page.IsWhole);
        Assert.Equal([("b", 1L), ("a", 2L)], page.Items.Select(change => (change.Key, change.Value!.Epoch)));
    }

    [Fact]
    public async Task InMemoryAReaderThatIsFarBehindIsToldSo()
    {
        var changes = new MemoryChanges<AgentView>();
        var start = await changes.After(cursor: null);
        for (var i = 0; i < 20_001; i++)
        {
            changes.Tell($"agent-{i}", view: null);
        }

        Assert.False((await changes.After(start.Cursor)).IsWhole);
    }

    private RedisChanges<AgentView> Changes() => new(redis.Connection, _topic, _time);

    private async Task Flush(RedisChanges<AgentView> teller)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await teller.Flush();
    }

    private static AgentView Agent(string id, long epoch) => new()
    {
        Id = id,
        Name = id,
        Presence = AgentPresence.Online,
        EnrolledAt = DateTimeOffset.UnixEpoch,
        Epoch = epoch,
    };
}
