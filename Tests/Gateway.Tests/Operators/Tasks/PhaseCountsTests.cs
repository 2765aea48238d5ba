using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

/// <summary>Counts where there are more tasks than are looked at.</summary>
public sealed class PhaseCountsTests
{
    private const int Most = 4;

    [Fact]
    public async Task FewTasksAreCountedExactly()
    {
        var counts = await Count(new TaskQuery(), (TaskPhase.Succeeded, 3), (TaskPhase.Queued, 1));

        Assert.Equal((3, 1, true, true), (counts.Succeeded, counts.Queued, counts.Complete, counts.OpenComplete));
    }

    [Fact]
    public async Task AmongManyThoseThatAreNotOverAreStillCountedExactly()
    {
        var counts = await Count(new TaskQuery(), (TaskPhase.Failed, 1), (TaskPhase.Succeeded, 5), (TaskPhase.Running, 2));   // newest first: the two that run are the oldest

        Assert.Equal((1, 3, 2, false, true), (counts.Failed, counts.Succeeded, counts.Running, counts.Complete, counts.OpenComplete));
    }

    [Fact]
    public async Task TooManyThatAreNotOverAreSaidToBeMore()
    {
        var counts = await Count(new TaskQuery(), (TaskPhase.Queued, 9));
        var onlyOpen = await Count(new TaskQuery { Open = true }, (TaskPhase.Queued, 9));

        Assert.Equal((4, false, false), (counts.Queued, counts.Complete, counts.OpenComplete));
        Assert.Equal((4, false, false), (onlyOpen.Queued, onlyOpen.Complete, onlyOpen.OpenComplete));
    }

    [Fact]
    public async Task WhoFollowsForLongIsCountedAnew()
    {
        var counts = await PhaseCounts.Read(new Index([]), new TaskQuery(), Most);
        for (var i = 0; i < 4 * Most; i++)
        {
            counts.Changed(Some($"t{i}", TaskPhase.Succeeded, 1));
            counts.Changed(Some($"t{i}", TaskPhase.Succeeded, 2));
        }

        Assert.False(counts.IsFull);
        counts.Changed(Some("one more", TaskPhase.Queued, 1));
        Assert.True(counts.IsFull);
    }

    private static async Task<Api.TaskCounts> Count(TaskQuery query, params (TaskPhase Phase, int Count)[] newestFirst)
    {
        var tasks = newestFirst.SelectMany(part => Enumerable.Repeat(part.Phase, part.Count)).Select((phase, i) => Some($"t{i}", phase, 1)).ToArray();
        return (await PhaseCounts.Read(new Index(tasks), query, Most)).Show();
    }

    private static TaskSummary Some(string id, TaskPhase phase, long version) => new()
    {
        Id = id,
        AgentId = "a",
        AgentName = "web-1",
        Kind = TaskKind.Shell,
        Phase = phase,
        Attempt = 1,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Version = version,
    };

    /// <summary>The lists, with a cursor that is a place.</summary>
    private sealed class Index(TaskSummary[] tasks) : ITaskIndexGrain
    {
        public Task<TaskPage> List(TaskQuery query)
        {
            var from = int.Parse(query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var wanted = tasks.Where(task => query.Open is null || task.Phase.IsTerminal() != query.Open).ToArray();
            var page = wanted.Skip(from).Take(query.Limit).ToArray();
            var next = from + page.Length;
            return Task.FromResult(new TaskPage(page, next < wanted.Length ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
        }

        public Task<TaskChanges> Changes(string? cursor) => throw new NotSupportedException("Nothing changes here.");
    }
}
