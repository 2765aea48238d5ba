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
        await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");

        var first = world.Gateway;
        first.Signal(ManagedProcess.Stop);
        await world.RedisCommand("DEL", "ops:embedded:owner");   // as if its lease had run out: 30 s of standing still
        await world.MoveGateway();
        agent.Network.Target = world.GatewayPort;
        agent.Network.ResetAll();
        await world.Online(agent);
        first.Signal(ManagedProcess.Continue);

        Assert.Equal(3, await first.Ended());
        Assert.Contains("ops-gateway: Redis at ", first.Output, StringComparison.Ordinal);
        Assert.Contains("was taken by another control plane", first.Output, StringComparison.Ordinal);
        await task.AssertKept(within: Patience);
        await first.DisposeAsync();
    }
}
