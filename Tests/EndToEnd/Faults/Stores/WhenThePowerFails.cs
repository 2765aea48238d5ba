namespace OrleansOps.EndToEnd;

/// <summary>Redis loses its power: what it had not written to disk by then is gone, and it starts again with what it had.</summary>
public sealed class WhenThePowerFails
{
    private const int Tasks = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    /// <summary>Settings under which a task that is lost with its end is given up within a test.</summary>
    private static readonly Dictionary<string, string> Soon = new(SteppedWorld.Quick) { ["OPS_Tasks__ReportWithin"] = "00:00:05" };

    [Fact]
    public async Task WithEverysecWhatWasAcknowledgedInTheLastSecondMayBeLostAndNothingHangsOrRunsTwice()
    {
        await using var world = await OpsWorld.Start("everysec", Soon);
        var agent = await world.StartAgent(slots: 2 * Tasks);
        var running = await Begin(world, agent, "running", timeoutSeconds: 3_600);
        var ending = await Begin(world, agent, "ending", timeoutSeconds: 60);   // begun last: they must be opened within it, and are given up after it
        var kept = Written(world);

        ending.ForEach(task => task.Open());
        foreach (var task in ending)
        {
            Assert.Equal("succeeded", OpsApi.Phase(await world.Api.Terminal(task.Id, Patience)));
        }

        await Eventually.Value(
            () => string.Join(' ', agent.TaskFiles()),
            files => !files.Contains("ending-", StringComparison.Ordinal),
            "what ended is settled and forgotten on the host",
            Patience);
        await Fail(world, kept);

        running.ForEach(task => task.Open());
        foreach (var task in running)
        {
            await task.AssertKept(within: Patience);
        }

        foreach (var task in ending)
        {
            Assert.Contains(OpsApi.Phase(await world.Api.Terminal(task.Id, Patience)), (string[])["lost", "succeeded"]);
            Assert.Equal(["started"], await File.ReadAllLinesAsync(task.StartsFile));
        }

        var next = new NumberedTask(world, agent, "after-the-failure");
        await next.Submit();
        await next.AssertKept(within: Patience);
    }

    [Fact]
    public async Task WithAlwaysNothingThatWasAcknowledgedIsLost()
    {
        await using var world = await OpsWorld.Start("always", Soon);
        var agent = await world.StartAgent(slots: 2 * Tasks);
        var ending = await Begin(world, agent, "ending", timeoutSeconds: 3_600);
        var running = await Begin(world, agent, "running", timeoutSeconds: 3_600);
        var acknowledged = 0L;
        foreach (var task in ending)
        {
            var settled = agent.Network.Next("Settled", message => message.IsOf(task.Id));
            task.Open();
            await settled.Arrived();
            acknowledged = Written(world);   // what was acknowledged is on disk: a failure now can take only what comes after
            await settled.Continue(Passage.Forward);
        }

        await Fail(world, acknowledged);
        await world.Gateway.KillNow();   // with all that it remembers
        await world.StartGateway();

        foreach (var task in ending)
        {
            await task.AssertKept(within: Patience);
        }

        running.ForEach(task => task.Open());
        foreach (var task in running)
        {
            await task.AssertKept(within: Patience);
        }
    }

    private static async Task<List<NumberedTask>> Begin(OpsWorld world, AgentHost agent, string name, int timeoutSeconds)
    {
        var tasks = Enumerable.Range(1, Tasks)
            .Select(i => new NumberedTask(world, agent, $"{name}-{i}", isGated: true, timeoutSeconds: timeoutSeconds)).ToList();
        await Task.WhenAll(tasks.Select(task => task.Submit()));
        foreach (var task in tasks)
        {
            await Eventually.Get(task.LinesStored, lines => lines == 60, "output is stored", Patience);
            await world.Api.InPhase(task.Id, "running", Patience);
        }

        return tasks;
    }

    /// <summary>How long the file is that Redis appends to.</summary>
    private static long Written(OpsWorld world) => new FileInfo(AppendedFile(world)).Length;

    /// <summary>Redis is gone from one moment to the next, and of its file is left what was on disk.</summary>
    private static async Task Fail(OpsWorld world, long kept)
    {
        await world.Redis.KillNow();
        using (var file = File.OpenWrite(AppendedFile(world)))
        {
            Assert.True(file.Length >= kept, $"The file has {file.Length} bytes, and had {kept} before.");
            file.SetLength(kept);
        }

        await world.StartRedis();
    }

    private static string AppendedFile(OpsWorld world) =>
        Directory.EnumerateFiles(Path.Combine(world.Root, "redis", "appendonlydir"), "*.incr.aof").Single();
}
