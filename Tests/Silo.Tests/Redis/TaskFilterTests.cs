using OrleansOps.InMemory;
using OrleansOps.Redis.Tasks;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>The same questions to the list in Redis and to the one in memory.</summary>
public sealed class TaskFilterTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _agent = $"agent-{Guid.NewGuid():N}";

    public static TheoryData<string, string> Questions => new()
    {
        { "phases", "b,c" },
        { "text in the id", "b" },
        { "text in the preview", "a" },
        { "text in the name", "d,c,b,a" },
        { "since", "d,c" },
        { "until", "b,a" },
        { "both", "c,b" },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task List_GivesWhatWasAskedFor(string question, string expected)
    {
        var memory = new MemoryTasks(new MemoryDeadlines(), new MemoryEvents(), new MemoryLogStore(), new MemoryChanges<TaskSummary>());
        var stored = new RedisTaskStore(redis.Connection, new MemoryChanges<TaskSummary>());
        foreach (var (store, index) in ((ITaskStore, ITaskIndex)[])[(stored, new RedisTaskIndex(redis.Connection)), (memory, memory)])
        {
            await store.Create(Task("a", TaskPhase.Queued, 0, "systemctl restart NGINX"));
            await store.Create(Task("b", TaskPhase.Failed, 10));
            await store.Create(Task("c", TaskPhase.Lost, 20));
            await store.Create(Task("d", TaskPhase.Succeeded, 30));

            var found = (await index.List(Query(question))).Items.Select(task => task.Id[..1]);

            Assert.Equal(expected, string.Join(',', question == "phases" ? found.Order(StringComparer.Ordinal) : found));
        }
    }

    private TaskQuery Query(string question)
    {
        var query = new TaskQuery { AgentId = _agent };
        return question switch
        {
            "phases" => query with { Phases = [TaskPhase.Failed, TaskPhase.Lost] },
            "text in the id" => query with { Text = $"B-{_agent[..9]}" },
            "text in the preview" => query with { Text = "nginx" },
            "text in the name" => query with { Text = "WEB" },
            "since" => query with { Since = Some.Time.AddSeconds(20) },
            "until" => query with { Until = Some.Time.AddSeconds(20) },
            "both" => query with { Since = Some.Time.AddSeconds(10), Until = Some.Time.AddSeconds(21) },
            _ => query with { Since = Some.Time.AddDays(1) },
        };
    }

    private TaskEntry Task(string id, TaskPhase phase, int at, string program = "/bin/true") => new(
        $"{id}-{_agent}",
        new TaskState { Spec = Some.Spec(_agent) with { Argv = [program] }, Phase = phase, Attempt = 1, SubmittedAt = Some.Time.AddSeconds(at), Version = 1 },
        Some.Time.AddDays(1),
        []);
}
