using OrleansOps.InMemory;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisTaskIndexTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _agent = $"agent-{Guid.NewGuid():N}";

    private RedisTaskIndex Index => new(redis.Connection, new MemoryChanges<TaskSummary>());

    private RedisDeadlines Deadlines => new(redis.Connection);

    [Fact]
    public async Task Put_ANewerVersionWinsWhateverTheOrder()
    {
        await Index.Put(Task("a", version: 5, TaskPhase.Running), Some.Time, []);
        await Index.Put(Task("a", version: 4, TaskPhase.Sent), Some.Time, []);

        Assert.Equal(TaskPhase.Running, Assert.Single(await Index.Open(_agent)).Phase);
    }

    [Fact]
    public async Task Put_PublishesEachEventOnce()
    {
        var stream = $"events-{_agent}";
        var first = new NumberedEvent(1, stream, 1_000, [new("n", "1")]);
        var second = new NumberedEvent(2, stream, 1_000, [new("n", "2")]);

        await Index.Put(Task("a", version: 5, TaskPhase.Succeeded), Some.Time, [first]);
        await Index.Put(Task("a", version: 5, TaskPhase.Succeeded), Some.Time, [first]);
        await Index.Put(Task("a", version: 4, TaskPhase.Running), Some.Time, [second]);
        await Index.Put(Task("a", version: 6, TaskPhase.Succeeded), Some.Time, [first, second]);

        Assert.Equal(["1", "2"], (await redis.Stream(stream)).Select(fields => fields["n"]));
    }

    [Fact]
    public async Task Put_WhatIsOverIsOpenNoMore()
    {
        await Index.Put(Task("a", version: 1, TaskPhase.Queued, at: 2), Some.Time, []);
        await Index.Put(Task("b", version: 1, TaskPhase.Queued, at: 1), Some.Time, []);
        Assert.Equal(["b", "a"], (await Index.Open(_agent)).Select(task => task.Id[..1]));

        await Index.Put(Task("b", version: 2, TaskPhase.Succeeded, at: 1), Some.Time, []);

        Assert.Equal(["a"], (await Index.Open(_agent)).Select(task => task.Id[..1]));
        Assert.Equal(["a", "b"], (await Index.List(new TaskQuery { AgentId = _agent })).Items.Select(task => task.Id[..1]));
        Assert.Equal(["b"], (await Index.List(new TaskQuery { AgentId = _agent, Open = false })).Items.Select(task => task.Id[..1]));
    }

    [Fact]
    public async Task Put_KeepsTheDueTimeAndForgetRemovesEverything()
    {
        var task = Task("a", version: 1, TaskPhase.Queued);
        var shard = DeadlineShards.Of(task.Id);
        await Index.Put(task, Some.Time, []);
        Assert.DoesNotContain(task.Id, await Deadlines.Due(shard, Some.Time.AddSeconds(-1), 100));
        Assert.Contains(task.Id, await Deadlines.Due(shard, Some.Time, 100));

        await Deadlines.Set(task.Id, Some.Time.AddHours(1));
        Assert.DoesNotContain(task.Id, await Deadlines.Due(shard, Some.Time, 100));

        await Index.Forget(task.Id);
        Assert.Empty(await Index.Open(_agent));
        Assert.Empty((await Index.List(new TaskQuery { AgentId = _agent })).Items);
        Assert.DoesNotContain(task.Id, await Deadlines.Due(shard, Some.Time.AddDays(1), 100));
    }

    [Fact]
    public async Task List_PagesThroughTasksOfOneMillisecondWithoutLossOrRepeat()
    {
        for (var i = 0; i < 450; i++)
        {
            await Index.Put(Task($"t{i:000}", version: 1, TaskPhase.Queued), Some.Time, []);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Index.List(new TaskQuery { AgentId = _agent, Limit = 37, Cursor = cursor });
            seen.AddRange(page.Items.Select(task => task.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(450, seen.Count);
        Assert.Distinct(seen);
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task List_Filters()
    {
        await Index.Put(Task("a", version: 1, TaskPhase.Queued) with { Labels = new Dictionary<string, string> { ["env"] = "prod" } }, Some.Time, []);
        await Index.Put(Task("b", version: 1, TaskPhase.Running), Some.Time, []);

        Assert.Equal(["b"], await Ids(new TaskQuery { AgentId = _agent, Phase = TaskPhase.Running }));
        Assert.Equal(["a"], await Ids(new TaskQuery { AgentId = _agent, Label = new("env", "prod") }));
        await Assert.ThrowsAsync<ArgumentException>(() => Index.List(new TaskQuery { Cursor = "nonsense" }));
    }

    private async Task<IEnumerable<string>> Ids(TaskQuery query) => (await Index.List(query)).Items.Select(task => task.Id[..1]);

    private TaskSummary Task(string id, long version, TaskPhase phase, int at = 0) => new()
    {
        Id = $"{id}-{_agent}",
        AgentId = _agent,
        AgentName = "web-1",
        Kind = TaskKind.Shell,
        Phase = phase,
        Attempt = 1,
        SubmittedAt = Some.Time.AddSeconds(at),
        Version = version,
    };
}
