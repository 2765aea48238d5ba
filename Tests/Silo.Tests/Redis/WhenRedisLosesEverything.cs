using Microsoft.Extensions.Hosting;
using OrleansOps.Health;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>The data is gone while the control plane runs: it ends, and the next one starts with what is there.</summary>
public sealed class WhenRedisLosesEverything(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    [Fact]
    public async Task TheProcessEndsAndTheNextOneKnowsNothingOfTheOldTasks()
    {
        await using (var silo = await SiloUnderTest.OnRedis(redis.Server, ("Redis:CheckEvery", "00:00:00.100")))
        {
            var old = await silo.Connect("agent-lost");
            await silo.Submit("lost-1", "agent-lost");
            await old.Accept();
            await Eventually.Get(() => silo.Get<IStoreHealth>().Check(default), health => health.Ok, "the store is known");

            var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            silo.Get<IHostApplicationLifetime>().ApplicationStopping.Register(ends.SetResult);
            await redis.Ask("FLUSHALL");

            await ends.Task.Within("the process ends");
            Assert.True(silo.Get<IStoreHealth>().IsLost);
            await silo.Stop();
        }

        await using var again = await SiloUnderTest.OnRedis(redis.Server);
        Assert.False(again.Get<IStoreHealth>().IsLost);
        Assert.Null(await again.Agent("agent-lost").Describe());

        // Enrolled again, the agent still holds the task: nobody asks for it, and its result has no place.
        var agent = await again.Connect("agent-lost", held: new HeldTask("lost-1", 1, Ended: false));
        Assert.Equal(ReportStatus.UnknownTask, await agent.Exit("lost-1"));
        await again.Submit("new-1", "agent-lost");
        Assert.Equal("new-1", (await agent.Accept()).TaskId);
    }
}
