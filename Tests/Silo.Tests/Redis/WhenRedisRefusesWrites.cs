using OrleansOps.Health;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>A Redis that is full, or whose disk is: it answers, and stores nothing.</summary>
public sealed class WhenRedisRefusesWrites(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    [Fact]
    public async Task FullMemoryIsSaidAndNothingIsAcknowledgedUntilThereIsRoom()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-full");
        await silo.Submit("full-1", "agent-full");
        await agent.Accept();
        await silo.Submit("full-2", "agent-nobody");

        await redis.Ask("CONFIG", "SET", "maxmemory", "1mb");
        await NothingIsAcknowledged(silo, agent, "full", "maxmemory");

        await redis.Ask("CONFIG", "SET", "maxmemory", "0");
        await EverythingGoesOn(silo, agent, "full");
    }

    [Fact]
    public async Task AFailedSnapshotThatStopsWritesIsSaidAndNothingIsAcknowledgedUntilOneSucceeds()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-disk");
        await silo.Submit("disk-1", "agent-disk");
        await agent.Accept();

        // A snapshot cannot replace a directory: to Redis that is a disk that takes no more.
        var folder = ((string[])(await redis.Ask("CONFIG", "GET", "dir"))!)[1];
        var inTheWay = Directory.CreateDirectory(Path.Combine(folder, "dump.rdb")).FullName;
        await redis.Ask("CONFIG", "SET", "save", "3600 1000000");
        await Snapshot("err");
        await NothingIsAcknowledged(silo, agent, "disk", "MISCONF");

        Directory.Delete(inTheWay);
        await Snapshot("ok");
        await EverythingGoesOn(silo, agent, "disk");
    }

    private static async Task NothingIsAcknowledged(SiloUnderTest silo, AgentUnderTest agent, string name, string said)
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => agent.Exit($"{name}-1"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => silo.Submit($"{name}-3", agent.Id));
        var health = await silo.Get<IStoreHealth>().Check(default);
        Assert.False(health.Ok);
        Assert.Contains(said, health.Problem, StringComparison.Ordinal);
        Assert.False(silo.Get<IStoreHealth>().IsLost);
    }

    private static async Task EverythingGoesOn(SiloUnderTest silo, AgentUnderTest agent, string name)
    {
        Assert.Equal(ReportStatus.Stored, await Eventually.Succeeds(() => agent.Exit($"{name}-1"), "the repeated report is stored"));
        Assert.Equal(SubmitStatus.Created, (await Eventually.Succeeds(() => silo.Submit($"{name}-3", agent.Id), "the repeated submission is stored")).Status);
        Assert.Equal($"{name}-3", (await agent.Accept()).TaskId);
        Assert.True((await silo.Get<IStoreHealth>().Check(default)).Ok);
    }

    private async Task Snapshot(string wanted) => await Eventually.Get(
        async () =>
        {
            var info = (string)(await redis.Ask("INFO", "persistence"))!;
            if (info.Contains("rdb_bgsave_in_progress:0", StringComparison.Ordinal) && !info.Contains($"rdb_last_bgsave_status:{wanted}", StringComparison.Ordinal))
            {
                await redis.Ask("BGSAVE");
            }

            return info;
        },
        info => info.Contains($"rdb_last_bgsave_status:{wanted}", StringComparison.Ordinal),
        $"the last snapshot's status is {wanted}");
}
