namespace OrleansOps.EndToEnd;

/// <summary>SIGSTOP for longer than anybody waits, then SIGCONT.</summary>
public sealed class WhenAnAgentStandsStill(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task ItIsMarkedOfflineOnceAndItsTaskGoesOn()
    {
        var agent = await World.StartAgent("stands-still");
        var task = new NumberedTask(World, agent, "on-stands-still", lines: 200);
        await task.Submit();
        await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");

        agent.Process.Signal(ManagedProcess.Stop);
        await Eventually.Get(
            () => World.Api.Get($"/api/v1/agents/{agent.Name}"),
            view => view["state"]!.GetValue<string>() == "offline",
            "the agent is seen as gone",
            Patience);
        var during = await World.Api.Task(task.Id);
        agent.Process.Signal(ManagedProcess.Continue);

        Assert.Equal("running", OpsApi.Phase(during));
        await task.AssertKept(within: Patience);
        await World.Online(agent);
        Assert.Equal(1, await World.StatusEvents(agent, "offline"));
    }
}
