using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Text that would be a command if it were not counted: it is stored as it is.</summary>
public sealed class HostileTextTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const string Hostile = "x\r\n*1\r\n$8\r\nFLUSHALL\r\n\r\nFLUSHALL\r\n'] redis.call('FLUSHALL') --\0*?:{}";

    [Fact]
    public async Task ItIsStoredLiterallyWhereverItStands()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await silo.Connect("agent-h");
        await silo.Task("hostile-1").Submit(Some.Spec("agent-h") with
        {
            AgentName = Hostile,
            Argv = [Hostile],
            Env = new Dictionary<string, string> { ["A"] = Hostile },
            Labels = new Dictionary<string, string> { [Hostile] = Hostile, ["execution_id"] = Hostile },
            SubmittedBy = Hostile,
        });
        var order = await agent.Accept();
        Assert.Equal([Hostile], order.Spec.Argv);
        await silo.Publish(agent.Batch("hostile-1", 1, Hostile + "\n"));
        await agent.NextMark();
        await agent.Grain.Ended(agent.Epoch, "hostile-1", Some.Result() with { MessageId = Hostile, Note = Hostile });

        var task = (await silo.Get<ITaskStore>().Read("hostile-1"))!;
        Assert.Equal((Hostile, Hostile, Hostile), (task.Spec!.Labels[Hostile], task.Result!.MessageId, task.Result.Note));
        Assert.Equal(Hostile, Assert.Single(await redis.Stream("agent_results"), fields => fields["task_id"] is "hostile-1")["execution_id"]);
        Assert.Equal("hostile-1", Assert.Single((await silo.Get<ITaskIndex>().List(new TaskQuery { Label = new(Hostile, Hostile) })).Items).Id);
        Assert.Contains("ops:epoch", await redis.Everything());
    }
}
