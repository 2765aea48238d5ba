using Microsoft.Extensions.Logging.Abstractions;
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
        var health = Health();
        Assert.True((await health.Check(default)).Ok);

        await redis.Ask("FLUSHALL");

        var after = await health.Check(default);
        Assert.False(after.Ok);
        Assert.Contains("lost its data", after.Problem, StringComparison.Ordinal);
        Assert.True((await Health().Check(default)).Ok);   // a process that starts now takes it as it is
    }

    private RedisStoreHealth Health() => new(redis.Connection, TimeProvider.System, NullLogger<RedisStoreHealth>.Instance);
}
