using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>Redis is there and does not answer, or refuses to write: nothing is acknowledged meanwhile, and nothing is lost.</summary>
public sealed class WhenTheStoreStopsAnswering(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private const int Lines = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task StoppedForTenSecondsItTakesNoSessionWithIt()
    {
        var agent = await World.StartAgent("redis-stopped");
        var tasks = await Begin(agent, 5);
        var beats = agent.Network.Count("Heartbeat.Answer");

        World.Redis.Signal(ManagedProcess.Stop);
        await Task.Delay(Pause, TimeProvider.System);   // not a wait: it is how long the fault lasts
        var answered = agent.Network.Count("Heartbeat.Answer") - beats;
        World.Redis.Signal(ManagedProcess.Continue);

        foreach (var task in tasks)
        {
            await task.AssertKept();
        }

        Assert.True(answered >= 1, $"Heartbeats should be answered while the store is stopped; {answered} were in {Pause.TotalSeconds} s.");
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    [Fact]
    public async Task FullItAcknowledgesNothingAndGoesOnWhenItHasRoom()
    {
        var agent = await World.StartAgent("redis-full");
        var tasks = await Begin(agent, 3, isGated: true);

        await World.RedisCommand("CONFIG", "SET", "maxmemory", "1");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => World.Api.Submit("too-much", new { agent = agent.Name, kind = "shell", script = "true" }));
        foreach (var task in tasks)
        {
            task.Open();
            var report = agent.Network.Next("Ended", message => message.IsOf(task.Id));
            await report.Arrived();   // its result meets the full store
            await report.Continue(Passage.Forward);
        }

        Assert.All(tasks, task => Assert.Contains(agent.TaskFiles(), file => file.StartsWith($"{task.Id}.", StringComparison.Ordinal)));
        await World.RedisCommand("CONFIG", "SET", "maxmemory", "0");

        foreach (var task in tasks)
        {
            await task.AssertKept();
        }

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    [Fact]
    public async Task KilledAgainAndAgainUnderLoadItLosesNothingThatItAcknowledged()
    {
        var agent = await World.StartAgent("redis-killed");
        var tasks = await Begin(agent, 5);

        for (var round = 0; round < 3; round++)
        {
            await World.Redis.KillNow();
            await World.StartRedis();
            var stored = await Eventually.Get(() => Total(tasks), _ => true, "the logs can be read");
            await Eventually.Get(() => Total(tasks), now => now > stored || now == tasks.Count * Lines, "more output is stored");
        }

        foreach (var task in tasks)
        {
            await task.AssertKept();
        }
    }

    private static async Task<int> Total(IReadOnlyList<NumberedTask> tasks) => (await Task.WhenAll(tasks.Select(task => task.LinesStored()))).Sum();

    private async Task<IReadOnlyList<NumberedTask>> Begin(AgentHost agent, int count, bool isGated = false)
    {
        var tasks = Enumerable.Range(1, count)
            .Select(i => new NumberedTask(World, agent, string.Create(CultureInfo.InvariantCulture, $"{agent.Name}-{i}"), Lines, isGated: isGated))
            .ToList();
        await Task.WhenAll(tasks.Select(task => task.Submit()));
        foreach (var task in tasks)
        {
            await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");
        }

        return tasks;
    }
}
