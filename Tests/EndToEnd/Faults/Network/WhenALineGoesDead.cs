using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Connections that carry nothing any more, and of which neither end, or only one, is told.</summary>
public sealed class WhenALineGoesDead(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task AShortSilenceIsNotNoticed()
    {
        var agent = await World.StartAgent("short-silence");
        var task = await Begin(agent);

        agent.Network.Link(Way.ToServer).Freeze();
        agent.Network.Link(Way.ToAgent).Freeze();
        await Task.Delay(Short, TimeProvider.System);   // not a wait: it is how long the fault lasts
        agent.Network.Heal();

        task.Open();
        await task.AssertKept();
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    [Fact]
    public async Task BothEndsGiveItUpAndTheAgentComesBackWhenItCarriesAgain()
    {
        var agent = await World.StartAgent("black-hole");
        var task = await Begin(agent);

        agent.Network.Link(Way.ToServer).IsBlackHole = true;
        agent.Network.Link(Way.ToAgent).IsBlackHole = true;
        await Offline(agent);
        var before = agent.Network.Connections;
        await Eventually.Holds(() => agent.Network.Connections > before, "the agent tries a new connection, into the same hole", Patience);
        agent.Network.Heal();

        await World.Online(agent);
        task.Open();
        await task.AssertKept(within: Patience);
    }

    [Theory]
    [InlineData(Way.ToServer)]
    [InlineData(Way.ToAgent)]
    public async Task OneWayIsEnoughToGiveItUp(Way lost)
    {
        var agent = await World.StartAgent($"one-way-{lost}".ToLowerInvariant());
        var task = await Begin(agent);
        var hello = agent.Network.Next("Hello");
        var before = agent.Network.Connections;   // two, where the challenge was asked for on one of its own

        agent.Network.Link(lost).IsBlackHole = true;
        await Eventually.Holds(() => agent.Network.Connections > before, "the agent gives the connection up", Patience);
        agent.Network.Heal();
        await hello.Arrived(Patience);
        await hello.Continue(Passage.Forward);

        task.Open();
        await task.AssertKept(within: Patience);
    }

    [Theory]
    [InlineData(Way.ToServer)]
    [InlineData(Way.ToAgent)]
    public async Task OneEndIsToldAndTheOtherIsNot(Way told)
    {
        var agent = await World.StartAgent($"half-open-{told}".ToLowerInvariant());
        var task = await Begin(agent);

        agent.Network.Socket.DropOnly(told);

        await Eventually.Get(
            () => World.Api.Get($"/api/v1/agents/{agent.Name}"),
            view => view["epoch"]!.GetValue<long>() == 2 && view["state"]!.GetValue<string>() == "online",
            "a new session is open",
            Patience);
        task.Open();
        await task.AssertKept(within: Patience);
    }

    private async Task<NumberedTask> Begin(AgentHost agent)
    {
        var task = new NumberedTask(World, agent, $"on-{agent.Name}", isGated: true);
        await task.Submit();
        await Eventually.Get(task.LinesStored, count => count > 0, "output is stored");
        return task;
    }

    private Task<JsonObject> Offline(AgentHost agent) => Eventually.Get(
        () => World.Api.Get($"/api/v1/agents/{agent.Name}"),
        view => view["state"]!.GetValue<string>() == "offline",
        $"{agent.Name} is seen as gone",
        Patience);
}
