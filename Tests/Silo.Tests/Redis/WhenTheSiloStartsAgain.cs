using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class WhenTheSiloStartsAgain(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    [Fact]
    public async Task TheTaskThatRanIsTakenUpAndItsResultStoredOnce()
    {
        await using (var before = await SiloUnderTest.OnRedis(redis.Server))
        {
            var old = await before.Connect("agent-r");
            await before.Submit("restart-1", "agent-r");
            await old.Accept();
            await before.Publish(old.Batch("restart-1", 1, "one\n"));
            await old.NextMark();
        }

        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await AgentUnderTest.Connect(silo.Grains, "agent-r", 5, [new HeldTask("restart-1", 1, Ended: false)]);
        Assert.Equal(2, agent.Epoch);
        Assert.Equal(2, (await silo.Log("restart-1").Resume("agent-r", 1))!.NextSeq);
        await silo.Publish(agent.Batch("restart-1", 2, "two\n", offset: 4));
        await agent.Mark(mark => mark.NextSeq == 3);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("restart-1"));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("restart-1"));

        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("restart-1").Describe())!.Phase);
        var told = Assert.Single(await redis.Stream("agent_results"), fields => fields["task_id"] is "restart-1");
        Assert.Equal(("success", "0", "restart-1"), (told["status"], told["exit_code"], told["execution_id"]));
    }

    [Fact]
    public async Task AnOrderThatDidNotArriveIsSentAgainWithTheNextAttempt()
    {
        await using (var before = await SiloUnderTest.OnRedis(redis.Server))
        {
            var old = await before.Connect("agent-s");
            await before.Submit("sent-1", "agent-s");
            Assert.Equal(1, (await old.NextOrder()).Attempt);
        }

        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-s");
        var order = await agent.Accept();
        Assert.Equal(("sent-1", 2), (order.TaskId, order.Attempt));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("sent-1", attempt: 2));
    }

    [Fact]
    public async Task TheQueueIsAsItWas()
    {
        await using (var before = await SiloUnderTest.OnRedis(redis.Server))
        {
            await before.Submit("queue-1", "agent-q");
            await before.Submit("queue-2", "agent-q");
        }

        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-q", slots: 1);
        Assert.Equal("queue-1", (await agent.Accept()).TaskId);
        await agent.Exit("queue-1");
        Assert.Equal("queue-2", (await agent.Accept()).TaskId);
    }

    [Fact]
    public async Task ARunningTaskWhoseAgentNeverComesBackIsLost()
    {
        (string, string)[] hasty =
        [
            ("Tasks:AgentGrace", "00:00:01"), ("Tasks:CheckEvery", "00:00:01"), ("Tasks:DeadlineTick", "00:00:00.200"), ("Tasks:AcceptWithin", "00:00:01"),
        ];
        await using (var before = await SiloUnderTest.OnRedis(redis.Server, hasty))
        {
            var agent = await before.Connect("agent-lost");
            await before.Submit("lost-1", "agent-lost");
            await agent.Accept();
        }

        await using var silo = await SiloUnderTest.OnRedis(redis.Server, hasty);

        // Nobody calls the task: its due time, its shard's timer and its question to the agent's grain find out.
        await Eventually.Get(
            async () => (await silo.Get<ITaskIndex>().List(new TaskQuery { AgentId = "agent-lost" })).Items.Single().Phase,
            phase => phase == TaskPhase.Lost,
            "task lost-1 is lost");
    }

    [Fact]
    public async Task TokensAndAgentsAreAsTheyWere()
    {
        byte[] hash = [.. Enumerable.Repeat((byte)7, 32)];
        await using (var before = await SiloUnderTest.OnRedis(redis.Server))
        {
            await before.Grains.GetGrain<ITokenGrain>("tok-1").Create(new TokenSpec { Kind = TokenKind.Admin, Name = "admin", SecretHash = hash });
            await before.Connect("agent-kept");
        }

        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        Assert.Equal(TokenStatus.Valid, (await silo.Grains.GetGrain<ITokenGrain>("tok-1").Check(hash)).Status);
        var agent = await silo.Agent("agent-kept").Describe();
        Assert.Equal((AgentPresence.Offline, 1), (agent!.Presence, agent.Epoch));
    }
}
