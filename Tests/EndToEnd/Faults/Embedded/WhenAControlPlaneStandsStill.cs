namespace OrleansOps.EndToEnd;

public sealed class WhenAControlPlaneStandsStill
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task AnotherOneTakesTheStoreAndItStopsWhenItGoesOn()
    {
        await using var world = await OpsWorld.Start(settings: SteppedWorld.Quick);
        var agent = await world.StartAgent();
        var task = new NumberedTask(world, agent, "across-two", lines: 400);
        await task.Submit();
        await Eventually.Is("output is stored", task.LinesStored, lines => lines > 0);

        var first = world.Gateway;
        first.Signal(ManagedProcess.Stop);
        await world.RedisCommand("DEL", "ops:embedded:owner");   // as if its lease had run out: 30 s of standing still
        await world.MoveGateway();
        agent.Network.Target = world.GatewayPort;
        agent.Network.ResetAll();
        await world.Online(agent);
        first.Signal(ManagedProcess.Continue);

        await first.Ended();
        await task.AssertKept(within: Patience);
        await first.DisposeAsync();
    }
}
