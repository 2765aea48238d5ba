using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Finished tasks go by age and by number, and leave nothing behind.</summary>
public sealed class WhenTasksAreForgotten(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly (string Key, string Value) LooksOften = ("Tasks:DeadlineTick", "00:00:00.100");

    [Fact]
    public async Task ByAgeNothingOfThemIsLeft()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server, LooksOften, ("Tasks:Retention", "00:00:01"));
        var agent = await silo.Connect("agent-aged");
        await Run(silo, agent, "aged-1");
        await silo.Submit("aged-2", "agent-gone");
        await silo.Task("aged-2").Cancel("operator");

        await Eventually.Get(() => Traces("aged-"), traces => traces.Count == 0, "no key and no member names the tasks");

        Assert.Null(await silo.Task("aged-1").Describe());
        Assert.Equal(ReportStatus.UnknownTask, await agent.Exit("aged-1"));
        await silo.Publish(agent.Batch("aged-1", 2, "late\n", offset: 4));
        Assert.NotNull((await agent.Mark(mark => mark.Problem is not null)).Problem);
        Assert.Empty(await Traces("aged-"));
    }

    [Fact]
    public async Task ByNumberTheOldestGoAndTheOthersStay()
    {
        await using (var silo = await SiloUnderTest.OnRedis(redis.Server))
        {
            var agent = await silo.Connect("agent-many");
            for (var i = 1; i <= 5; i++)
            {
                await Run(silo, agent, $"many-{i}");
            }

            await silo.Submit("many-open", "agent-many");
        }

        // It is what the store holds that counts: a silo that starts with too many goes on where the last one was.
        await using var again = await SiloUnderTest.OnRedis(redis.Server, LooksOften, ("Tasks:RetainedTasks", "2"), ("Tasks:RetainAtLeast", "00:00:00"));
        var lists = again.Get<ITaskIndex>();
        await Eventually.Get(
            async () => string.Join(' ', (await lists.List(new TaskQuery { AgentId = "agent-many" })).Items.Select(task => task.Id).Order(StringComparer.Ordinal)),
            left => left is "many-4 many-5 many-open",
            "the last two that ended and the one that is not over");
        Assert.Empty(await Traces("many-1"));
        Assert.Empty(await Traces("many-3"));
        Assert.NotNull(await again.Task("many-4").Describe());
    }

    [Fact]
    public async Task ATaskThatJustEndedStaysHoweverManyThereAre()
    {
        await using var silo = await SiloUnderTest.OnRedis(redis.Server, LooksOften, ("Tasks:RetainedTasks", "1"), ("Tasks:RetainAtLeast", "01:00:00"));
        var agent = await silo.Connect("agent-fresh");
        await Run(silo, agent, "fresh-1");
        await Run(silo, agent, "fresh-2");

        Assert.Empty(await silo.Get<ITaskStore>().Surplus(1, TimeProvider.System.GetUtcNow().AddHours(-1), 10));
        Assert.Contains("fresh-1", await silo.Get<ITaskStore>().Surplus(1, TimeProvider.System.GetUtcNow(), 10_000));
        await silo.Get<ITaskStore>().Forget("fresh-2");
        Assert.Null(await silo.Task("fresh-2").Describe());
        Assert.NotNull(await silo.Task("fresh-1").Describe());
    }

    [Fact]
    public async Task ManyGoAsFastAsABusyClusterEndsThem()
    {
        const int Many = 8_000;   // at the 205 a second that it once was, forty seconds
        await using (var silo = await SiloUnderTest.OnRedis(redis.Server))
        {
            var store = silo.Get<ITaskStore>();
            foreach (var some in Enumerable.Range(1, Many).Chunk(500))
            {
                await Task.WhenAll(some.Select(number => Settle(store, $"flood-{number}")));
            }
        }

        await using var again = await SiloUnderTest.OnRedis(redis.Server, ("Tasks:RetainedTasks", "1"), ("Tasks:RetainAtLeast", "00:00:00"));
        await Eventually.Get(
            async () => (await redis.Everything()).Count(entry => entry.StartsWith("ops:task:flood-", StringComparison.Ordinal)),
            left => left <= 1,
            "8,000 tasks are forgotten",
            within: TimeSpan.FromSeconds(25));
    }

    private static async Task Settle(ITaskStore store, string taskId)
    {
        var open = new TaskState { Spec = Some.Spec("agent-flood"), Phase = TaskPhase.Queued, Attempt = 1, SubmittedAt = Some.Time, Version = 1 };
        await store.Create(new TaskEntry(taskId, open, Some.Time.AddYears(10), []));
        await store.Write(new TaskEntry(taskId, open with { Phase = TaskPhase.Cancelled, EndedAt = Some.Time, Version = 2 }, Some.Time.AddYears(10), []));
    }

    private static async Task Run(SiloUnderTest silo, AgentUnderTest agent, string taskId)
    {
        await silo.Submit(taskId, agent.Id);
        await agent.Accept();
        await silo.Publish(agent.Batch(taskId, 1, "one\n"));
        await agent.Mark(mark => mark.TaskId == taskId && mark.NextSeq == 2);
        Assert.Equal(ReportStatus.Stored, await agent.Exit(taskId));
    }

    private async Task<IReadOnlyList<string>> Traces(string ofTask) =>
        [.. (await redis.Everything()).Where(entry => entry.Contains(ofTask, StringComparison.Ordinal))];
}
