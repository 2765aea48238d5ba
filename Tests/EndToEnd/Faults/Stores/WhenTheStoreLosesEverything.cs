namespace OrleansOps.EndToEnd;

public sealed class WhenTheStoreLosesEverything
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public async Task TheControlPlaneEndsAndTheNextOneBeginsAnew()
    {
        await using var world = await OpsWorld.Start(settings: SteppedWorld.Quick);
        var agent = await world.StartAgent();
        var old = new NumberedTask(world, agent, "old", isGated: true);
        await old.Submit();
        await Eventually.Get(old.LinesStored, lines => lines > 0, "output is stored");

        await world.RedisCommand("FLUSHALL");
        var exit = await world.Gateway.Ended();
        await world.StartGateway();
        await agent.Says("does not accept this agent's credential", "the agent is told that nobody knows it", Patience);
        await agent.Process.KillNow();
        await world.EnrolAgain(agent);
        agent.Start();
        await world.Online(agent);
        old.Open();

        var fresh = new NumberedTask(world, agent, "fresh");
        await fresh.Submit();
        await fresh.AssertKept(within: Patience);
        Assert.Equal(3, exit);
        Assert.Equal(["started"], await File.ReadAllLinesAsync(old.StartsFile));
        await Eventually.Holds(
            () => Directory.EnumerateDirectories(Path.Combine(agent.Data, "orphans"), "old.*").Any(),
            "what is left of the old task is put aside for an operator",
            Patience);
        await old.AssertNothingLeft();
    }
}
