using System.Text;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Logs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class WhenRedisIsKilled
{
    private static readonly AgentRegistration Renamed = new("web-9", new Dictionary<string, string>());

    [Fact]
    public async Task NothingIsAcknowledgedUntilItIsBackAndThenEverythingGoesOn()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = await SiloUnderTest.OnRedis(redis);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        await redis.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => agent.Exit("t1"));
        await Assert.ThrowsAnyAsync<Exception>(() => silo.Submit("t2"));
        var unwritten = await Assert.ThrowsAnyAsync<Exception>(() => agent.Grain.Register(Renamed));   // state that Orleans keeps
        Assert.True(unwritten.MeansUnavailable(), unwritten.ToString());
        var unread = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<IAgentGrain>("not-read-yet").Describe());
        Assert.True(unread.MeansUnavailable(), unread.ToString());
        Assert.False((await silo.Get<IStoreHealth>().Check(default)).Ok);

        await redis.Resume();
        Assert.Equal(ReportStatus.Stored, await Eventually.Succeeds(() => agent.Exit("t1"), "the repeated report is stored"));
        await Eventually.Succeeds(() => silo.Submit("t2"), "the repeated submission is stored");
        Assert.Equal("t2", (await agent.Accept()).TaskId);
        await silo.Reaches("t1", TaskPhase.Succeeded);
        Assert.True((await silo.Get<IStoreHealth>().Check(default)).Ok);
        await agent.Grain.Register(Renamed);
        Assert.NotNull(await agent.Grain.Heartbeat(agent.Epoch, Some.Load));   // the session outlived it
    }

    [Fact]
    public async Task NoLineIsMissingOrDoubled()
    {
        const int Batches = 400;
        await using var redis = await RedisServer.Start();
        await using var silo = await SiloUnderTest.OnRedis(redis);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        await Send(silo, agent, 1, Batches / 4);
        var killed = KillAndResume(redis);
        await Send(silo, agent, (Batches / 4) + 1, Batches);
        await killed;

        Assert.Equal(Numbers(1, Batches), await Text(silo));
    }

    [Fact]
    public async Task ABatchThatCouldNotBeStoredIsGivenBackToItsAgent()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = await SiloUnderTest.OnRedis(redis, ("Logs:RetryFor", "00:00:00"));
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await silo.Publish(agent.Batch("t1", 1, "one\n"));
        await agent.NextMark();

        await redis.Kill();
        await silo.Publish(agent.Batch("t1", 2, "two\n", offset: 4));
        var given = await agent.NextMark();
        Assert.Equal((2, 4), (given.NextSeq, given.StdoutOffset));
        Assert.Contains("Send it again", given.Problem, StringComparison.Ordinal);

        await redis.Resume();
        await Eventually.Get(() => silo.Get<IStoreHealth>().Check(default), health => health.Ok, "the silo has Redis again");
        await silo.Publish(agent.Batch("t1", 2, "two\n", offset: 4));
        Assert.Equal((3, null), await agent.NextMark() is var mark ? (mark.NextSeq, mark.Problem) : default);
        Assert.Equal("one\ntwo\n", await Text(silo));
    }

    [Fact]
    public async Task WhatWasAcknowledgedIsThereAfterIt()
    {
        await using var redis = await RedisServer.Start();
        await using (var silo = await SiloUnderTest.OnRedis(redis))
        {
            await silo.Connect();
            await silo.Submit("t1");
            await KillAndResume(redis);
            await Eventually.Get(() => silo.Get<IStoreHealth>().Check(default), health => health.Ok, "the silo has Redis again");
        }

        await using var again = await SiloUnderTest.OnRedis(redis);
        Assert.NotNull(await again.Task("t1").Describe());
    }

    /// <summary>Sends as an agent does: on from the last mark, again from there whenever it does not move.</summary>
    private static async Task Send(SiloUnderTest silo, AgentUnderTest agent, int from, int to)
    {
        var stored = (long)from;
        var offset = (long)Numbers(1, from - 1).Length;
        while (stored <= to)
        {
            var text = Numbers((int)stored, (int)stored);
            await silo.Publish(agent.Batch("t1", stored, text, offset));
            var mark = await agent.NextMark();
            (stored, offset) = (mark.NextSeq, mark.StdoutOffset);
        }
    }

    private static async Task KillAndResume(RedisServer redis)
    {
        await redis.Kill();
        await redis.Resume();
    }

    private static string Numbers(int from, int to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(number => $"line {number}\n"));

    private static async Task<string> Text(SiloUnderTest silo)
    {
        var batches = new List<StoredBatch>();
        for (var next = 1L; ;)
        {
            var page = await silo.Log("t1").Read(next, 10_000, TimeSpan.Zero);
            batches.AddRange(page.Batches);
            if (page.Batches.Count == 0)
            {
                return string.Concat(batches.Select(batch => Encoding.UTF8.GetString(batch.Bytes)));
            }

            next = page.Batches[^1].Seq + page.Batches[^1].Records;
        }
    }
}
