namespace OrleansOps.EndToEnd;

/// <summary>A task that its host, or its agent, does not survive: it is tried a few times at most.</summary>
public sealed class WhenATaskTakesItsHostDown
{
    private const int MostStarts = 3;
    private const int MostUnheard = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public async Task OneThatMayRunTwiceIsStartedThreeTimesAtMost()
    {
        await using var world = await OpsWorld.Start(settings: SteppedWorld.Quick);
        var agent = await world.StartAgent();
        var starts = Path.Combine(world.Root, "starts");
        await world.Api.Submit("deadly", new { agent = agent.Name, kind = "shell", script = $"echo started >> '{starts}'; sleep 600", onLost = "retry" });

        for (var start = 1; start <= MostStarts; start++)
        {
            await Eventually.Holds(() => File.Exists(starts) && File.ReadAllLines(starts).Length == start, $"start {start}", Patience);
            await world.Api.InPhase("deadly", "running", Patience);
            await agent.Reinstall();
        }

        var task = await world.Api.Terminal("deadly", Patience);
        Assert.Equal("lost", OpsApi.Phase(task));
        Assert.Contains("Quarantined", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        await world.Online(agent);
        var after = new NumberedTask(world, agent, "after-deadly");
        await after.Submit();
        await after.AssertKept(within: Patience);
        Assert.Equal(MostStarts, (await File.ReadAllLinesAsync(starts)).Length);
    }

    [Fact]
    public async Task AnOrderThatNoAgentSurvivesIsNotSentForEver()
    {
        var settings = new Dictionary<string, string>(SteppedWorld.Quick) { ["OPS_Tasks__MostUnheard"] = $"{MostUnheard}" };
        await using var world = await OpsWorld.Start(settings: settings);
        var agent = await world.StartAgent();
        var starts = Path.Combine(world.Root, "starts");

        var run = agent.Network.Next("Run", message => message.IsOf("poison"));
        await world.Api.Submit("poison", new { agent = agent.Name, kind = "shell", script = $"echo started >> '{starts}'" });
        var over = world.Api.Terminal("poison", Patience);
        while (await Task.WhenAny(run.Arrived(Patience), over) != over)
        {
            await agent.Process.KillNow();
            await run.Continue(Passage.Forward);
            run = agent.Network.Next("Run", message => message.IsOf("poison"));
            agent.Start();
        }

        var task = await over;
        Assert.Equal("lost", OpsApi.Phase(task));
        Assert.Contains("Quarantined", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(File.Exists(starts), "It should never have started.");
        await world.Online(agent);
        var after = new NumberedTask(world, agent, "after-poison");
        await after.Submit();
        await after.AssertKept(within: Patience);
    }
}
