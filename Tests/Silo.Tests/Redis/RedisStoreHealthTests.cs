using OrleansOps.Health;
using OrleansOps.Redis.Health;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisStoreHealthTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    [Fact]
    public async Task SaysWhatItIsAndWhenItsWritesAreOnDisk()
    {
        var health = await Health().Check(default);

        Assert.True(health.Ok, health.Problem);
        Assert.StartsWith("redis ", health.Store, StringComparison.Ordinal);
        Assert.Equal("everysec", health.Fsync);
        Assert.True(health.UsedMemoryBytes > 0);
    }

    [Fact]
    public async Task NoticesThatEverythingIsLost()
    {
        await using var connection = redis.NewConnection();
        var health = new RedisStoreHealth(connection, TimeProvider.System);
        Assert.True((await health.Check(default)).Ok);

        await redis.Ask("FLUSHALL");

        var after = await health.Check(default);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => connection.Call(database => database.StringSetAsync("late", "word")));
        Assert.False(after.Ok);
        Assert.Contains("lost its data", after.Problem, StringComparison.Ordinal);
        Assert.NotNull(health.Loss);
        Assert.True((await Health().Check(default)).Ok);   // a process that starts now takes it as it is
    }

    [Theory]
    [InlineData("everysec", "last second")]
    [InlineData("always", "is on disk")]
    [InlineData("no", "operating system")]
    public async Task TheModeIsReadAnewEachTime(string fsync, string meaning)
    {
        var health = Health();
        await redis.Ask("CONFIG", "SET", "appendfsync", fsync);

        var answer = await health.Check(default);
        await redis.Ask("CONFIG", "SET", "appendfsync", "everysec");

        Assert.Equal(fsync, answer.Fsync);
        Assert.Contains(meaning, answer.Durability, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnAppendOnlyFileItSaysMemoryOnly()
    {
        await redis.Ask("CONFIG", "SET", "appendonly", "no");
        var answer = await Health().Check(default);
        await redis.Ask("CONFIG", "SET", "appendonly", "yes");

        Assert.Equal("off", answer.Fsync);
        Assert.StartsWith("memory only", answer.Durability, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreThatMayThrowDataAwayIsNotReady()
    {
        await redis.Ask("CONFIG", "SET", "maxmemory", "1gb");
        await redis.Ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        var answer = await Health().Check(default);
        await redis.Ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
        await redis.Ask("CONFIG", "SET", "maxmemory", "0");

        Assert.False(answer.Ok);
        Assert.Contains("noeviction", answer.Problem, StringComparison.Ordinal);
        Assert.True((await Health().Check(default)).Ok);
    }

    private RedisStoreHealth Health() => new(redis.Connection, TimeProvider.System);
}
