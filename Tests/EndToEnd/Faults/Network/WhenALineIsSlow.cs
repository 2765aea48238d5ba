namespace OrleansOps.EndToEnd;

public sealed class WhenALineIsSlow(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task TwoHundredMillisecondsEachWayDelayAndNothingElse()
    {
        var agent = await World.StartAgent("far");
        agent.Network.Link(Way.ToServer).Delay = TimeSpan.FromMilliseconds(200);
        agent.Network.Link(Way.ToAgent).Delay = TimeSpan.FromMilliseconds(200);
        var task = new NumberedTask(World, agent, "on-far", 20_000, pauseSeconds: 0);

        await task.Submit();

        await task.AssertKept();
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    [Fact]
    public async Task AKilobyteASecondCarriesOutputAndHeartbeatsSideBySide()
    {
        var agent = await World.StartAgent("narrow");
        agent.Network.Link(Way.ToServer).BytesPerSecond = 1024;
        agent.Network.Link(Way.ToAgent).BytesPerSecond = 1024;
        var task = new NumberedTask(World, agent, "on-narrow", 2_500, pauseSeconds: 0);   // 24 KB at once

        await task.Submit();

        await task.AssertKept(within: Patience);
        Assert.InRange(agent.Network.Count("Hello"), 1, 2);   // the first session may choke on what it sent before it knew the line; no other does
    }
}
