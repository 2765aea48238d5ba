using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Redis.Tasks;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisTaskStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly string _agent = $"agent-{Guid.NewGuid():N}";

    private RedisTaskStore Store => new(redis.Connection, new MemoryChanges<TaskSummary>());

    private RedisTaskIndex Index => new(redis.Connection);

    private RedisDeadlines Deadlines => new(redis.Connection);

    private string Id => $"task-of-{_agent}";

    [Fact]
    public async Task Create_ATakenIdGivesTheTaskThatHasItAndChangesNothing()
    {
        Assert.Null(await Store.Create(Entry(1, TaskPhase.Queued)));
        var there = await Store.Create(Entry(1, TaskPhase.Queued) with { State = State(1, TaskPhase.Queued) with { Reason = new Said("another", []) } });

        Assert.Equal(("first", 1), (there!.Reason?.Text, there.Version));
        Assert.Equal("d1", there.Spec!.Digest);
        Assert.Equal("first", (await Store.Read(Id))!.Reason?.Text);
        Assert.Null(await Store.Read("nobody"));
    }

    [Fact]
    public async Task Write_OfManyWritersOfOneVersionOneWins()
    {
        await Store.Create(Entry(1, TaskPhase.Queued));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await Store.Write(Entry(2, TaskPhase.Sent));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
        Assert.Equal((TaskPhase.Sent, 2), await Store.Read(Id) is { } task ? (task.Phase, task.Version) : default);
    }

    [Fact]
    public async Task Write_ATaskThatIsNotThereIsRefused()
    {
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.Write(Entry(2, TaskPhase.Sent)));

        Assert.Null(await Store.Read(Id));
        Assert.Empty(await Index.Open(_agent));
    }

    [Fact]
    public async Task Write_AnEndIsInTheListsAndAmongTheEventsTogether()
    {
        var stream = $"events-{_agent}";
        await Store.Create(Entry(1, TaskPhase.Queued));
        Assert.Single(await Index.Open(_agent));

        await Store.Write(Entry(2, TaskPhase.Succeeded) with { Events = [new NumberedEvent(1, stream, 1_000, [new("n", "1")])] });
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Store.Write(Entry(2, TaskPhase.Failed) with { Events = [new NumberedEvent(1, stream, 1_000, [new("n", "2")])] }));

        Assert.Empty(await Index.Open(_agent));
        Assert.Equal(TaskPhase.Succeeded, Assert.Single((await Index.List(new TaskQuery { AgentId = _agent })).Items).Phase);
        Assert.Equal(["1"], (await redis.Stream(stream)).Select(fields => fields["n"]));
    }

    [Fact]
    public async Task Write_MovesTheDueTime()
    {
        var shard = DeadlineShards.Of(Id);
        await Store.Create(Entry(1, TaskPhase.Queued));
        Assert.DoesNotContain(Id, await Deadlines.Due(shard, Some.Time.AddSeconds(-1), 100));
        Assert.Contains(Id, await Deadlines.Due(shard, Some.Time, 100));

        await Store.Write(Entry(2, TaskPhase.Sent) with { Due = Some.Time.AddHours(1) });
        Assert.DoesNotContain(Id, await Deadlines.Due(shard, Some.Time, 100));
        Assert.Contains(Id, await Deadlines.Due(shard, Some.Time.AddHours(1), 100));
    }

    [Fact]
    public async Task MoveDue_OfAVersionThatIsNotStoredIsRefused()
    {
        var shard = DeadlineShards.Of(Id);
        await Store.Create(Entry(1, TaskPhase.Queued));

        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.MoveDue(Id, 2, Some.Time.AddDays(7)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Store.MoveDue("nobody", 1, Some.Time.AddDays(7)));
        Assert.Contains(Id, await Deadlines.Due(shard, Some.Time, 100));

        await Store.MoveDue(Id, 1, Some.Time.AddHours(1));
        Assert.DoesNotContain(Id, await Deadlines.Due(shard, Some.Time, 100));
        Assert.Contains(Id, await Deadlines.Due(shard, Some.Time.AddHours(1), 100));
    }

    [Fact]
    public async Task Forget_LeavesNothing()
    {
        await Store.Create(Entry(1, TaskPhase.Queued));
        await Store.Write(Entry(2, TaskPhase.Succeeded));
        await redis.Ask("XADD", $"ops:log:{Id}", "1-0", "n", "1");

        await Store.Forget(Id);

        Assert.Null(await Store.Read(Id));
        Assert.Empty((await Index.List(new TaskQuery { AgentId = _agent })).Items);
        Assert.DoesNotContain(await redis.Everything(), entry => entry.Contains(Id, StringComparison.Ordinal));
    }

    private TaskEntry Entry(long version, TaskPhase phase) => new(Id, State(version, phase), Some.Time, []);

    private TaskState State(long version, TaskPhase phase) => new()
    {
        Spec = Some.Spec(_agent),
        Phase = phase,
        Attempt = 1,
        SubmittedAt = Some.Time,
        EndedAt = phase.IsTerminal() ? Some.Time : null,
        Reason = new Said("first", []),
        Version = version,
    };
}
