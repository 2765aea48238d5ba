using OrleansOps.Health;
using OrleansOps.Jobs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;
using OrleansOps.Workflows;

namespace OrleansOps.Redis;

/// <summary>A reminder brings jobs and workflows back wherever they are lost. What cannot have one is not begun.</summary>
public sealed class WhenNothingWouldBringItBack(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly JobSpec Job = new() { Task = Some.Spec(agentId: ""), MaxConcurrent = 1, Digest = "d" };

    private static readonly WorkflowSpec Workflow = new() { Steps = [new WorkflowStep { Name = "wait", Wait = TimeSpan.FromHours(1) }], Digest = "d" };

    [Fact]
    public async Task AJobAndAWorkflowAreStoredAfterTheirReminders()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server);
        await silo.Grains.GetGrain<IWorkflowGrain>("watched-1").Submit(Workflow, [[]]);
        var reminders = Assert.Single((string[])(await redis.Ask("KEYS", "*reminders*"))!);

        await redis.Ask("RENAME", reminders, "kept");
        await redis.Ask("SET", reminders, "no table of reminders");
        var unwatched = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<IJobGrain>("unwatched-1").Submit(Job, [new JobTarget("nobody", "nobody")]));
        await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<IWorkflowGrain>("unwatched-2").Submit(Workflow, [[]]));
        Assert.True(unwatched.MeansUnavailable(), unwatched.ToString());
        await redis.Ask("DEL", reminders);
        await redis.Ask("RENAME", "kept", reminders);

        Assert.Null(await silo.Grains.GetGrain<IJobGrain>("unwatched-1").Describe());
        Assert.Null(await silo.Grains.GetGrain<IWorkflowGrain>("unwatched-2").Describe());
        Assert.Equal(SubmitStatus.Created, (await silo.Grains.GetGrain<IWorkflowGrain>("unwatched-2").Submit(Workflow, [[]])).Status);
    }
}
