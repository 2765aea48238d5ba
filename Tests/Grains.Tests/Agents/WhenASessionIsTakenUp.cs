using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

/// <summary>A gateway shows the connection of a session to a grain that may have lost it.</summary>
public sealed class WhenASessionIsTakenUp
{
    [Fact]
    public async Task OneThatTheGrainHasStaysAsItIs()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        Assert.Equal(SessionStanding.Open, await agent.Grain.TakeUp(agent.Epoch, instance: null, Another(silo, agent)));
        await silo.Submit("t1");
        Assert.Equal("t1", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task OneThatWasLostGoesOnAndTheQuestionMayBeRepeated()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await Lose(agent);
        var connection = Another(silo, agent);

        Assert.Equal(SessionStanding.TakenUp, await agent.Grain.TakeUp(agent.Epoch, instance: null, connection));
        Assert.Equal(SessionStanding.TakenUp, await agent.Grain.TakeUp(agent.Epoch, instance: null, connection));
        Assert.NotNull(await agent.Grain.Heartbeat(agent.Epoch, Some.Load));
    }

    [Fact]
    public async Task OneThatTheGrainEndedItselfIsOver()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Disconnect();

        Assert.Equal(SessionStanding.Ended, await agent.Grain.TakeUp(agent.Epoch, instance: null, Another(silo, agent)));
    }

    [Fact]
    public async Task AnOlderOneIsSuperseded()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var old = await silo.Connect();
        var agent = await silo.Connect();
        await Lose(agent);

        Assert.Equal(SessionStanding.Superseded, await old.Grain.TakeUp(old.Epoch, instance: null, Another(silo, old)));
        Assert.Equal(SessionStanding.TakenUp, await agent.Grain.TakeUp(agent.Epoch, instance: null, Another(silo, agent)));
    }

    [Fact]
    public async Task OneOfAnAgentThatWasRemovedIsOver()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await Lose(agent);
        await agent.Grain.Remove();

        Assert.Equal(SessionStanding.Removed, await agent.Grain.TakeUp(agent.Epoch, instance: null, Another(silo, agent)));
    }

    private static IAgentConnection Another(SiloUnderTest silo, AgentUnderTest agent) => silo.Grains.CreateObjectReference<IAgentConnection>(agent);

    private static async Task Lose(AgentUnderTest agent)
    {
        await agent.Grain.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await Eventually.Get(() => agent.Grain.Describe(), view => view is { Presence: AgentPresence.Offline }, "the grain has forgotten the session");
    }
}
