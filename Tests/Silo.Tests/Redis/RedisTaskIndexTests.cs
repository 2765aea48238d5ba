using OrleansOps.InMemory;
using OrleansOps.Redis.Tasks;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisTaskIndexTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _agent = $"agent-{Guid.NewGuid():N}";

    private RedisTaskIndex Index => new(redis.Connection);

    private RedisTaskStore Store => new(redis.Connection, new MemoryChanges<TaskSummary>());

    [Fact]
    public async Task Open_TheOldestFirst()
    {
        await Put("a", TaskPhase.Queued, at: 2);
        await Put("b", TaskPhase.Queued, at: 1);
        await Put("c", TaskPhase.Succeeded, at: 0);

        Assert.Equal(["b", "a"], (await Index.Open(_agent)).Select(task => task.Id[..1]));
        Assert.Equal(["a", "b", "c"], await Ids(new TaskQuery { AgentId = _agent }));
        Assert.Equal(["c"], await Ids(new TaskQuery { AgentId = _agent, Open = false }));
    }

    [Fact]
    public async Task List_PagesThroughTasksOfOneMillisecondWithoutLossOrRepeat()
    {
        for (var i = 0; i < 450; i++)
        {
            await Put($"t{i:000}", TaskPhase.Queued);
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
        await Put("a", TaskPhase.Queued, labels: new Dictionary<string, string> { ["env"] = "prod" });
        await Put("b", TaskPhase.Running);

        Assert.Equal(["b"], await Ids(new TaskQuery { AgentId = _agent, Phase = TaskPhase.Running }));
        Assert.Equal(["a"], await Ids(new TaskQuery { AgentId = _agent, Label = new("env", "prod") }));
        await Assert.ThrowsAsync<ArgumentException>(() => Index.List(new TaskQuery { Cursor = "nonsense" }));
    }

    private async Task<IEnumerable<string>> Ids(TaskQuery query) => (await Index.List(query)).Items.Select(task => task.Id[..1]);

    private async Task Put(string id, TaskPhase phase, int at = 0, IReadOnlyDictionary<string, string>? labels = null)
    {
        var first = new TaskState
        {
            Spec = Some.Spec(_agent) with { Labels = labels ?? new Dictionary<string, string>() },
            Phase = TaskPhase.Queued,
            Attempt = 1,
            SubmittedAt = Some.Time.AddSeconds(at),
            Version = 1,
        };
        var entry = new TaskEntry($"{id}-{_agent}", first, Some.Time, []);
        await Store.Create(entry);
        if (phase != TaskPhase.Queued)
        {
            await Store.Write(entry with { State = first with { Phase = phase, Version = 2, EndedAt = phase.IsTerminal() ? Some.Time : null } });
        }
    }
}
