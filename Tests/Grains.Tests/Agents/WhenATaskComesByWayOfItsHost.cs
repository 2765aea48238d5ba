using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenATaskComesByWayOfItsHost
{
    [Fact]
    public async Task AFreeSlotSendsItWithItsFirstWrite()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        var reply = await Submit(agent, "t1");

        Assert.Equal((SubmitStatus.Created, TaskPhase.Sent, 1L), (reply!.Status, reply.Task.Phase, reply.Task.Version));
        Assert.NotNull(reply.Task.SentAt);
        Assert.Equal(("t1", 1), ((await agent.NextOrder()).TaskId, reply.Task.Attempt));
        var stored = (await silo.Get<ITaskStore>().Read("t1"))!;
        Assert.Equal((TaskPhase.Sent, true), (stored.Phase, stored.InDoubt));
    }

    [Fact]
    public async Task WithoutAFreeSlotItWaitsForOne()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect(slots: 1);
        await Submit(agent, "t1");
        await agent.Accept();

        Assert.Equal(TaskPhase.Queued, (await Submit(agent, "t2"))!.Task.Phase);
        Assert.Equal(TaskPhase.Queued, (await Submit(agent, "t3"))!.Task.Phase);

        await agent.Exit("t1");
        Assert.Equal("t2", (await agent.Accept()).TaskId);
        await agent.Exit("t2");
        Assert.Equal("t3", (await agent.Accept()).TaskId);
    }

    [Fact]
    public async Task OneThatIsAwayGetsItWhenItComes()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var before = await silo.Connect();
        await before.Disconnect();

        Assert.Equal(TaskPhase.Queued, (await Submit(before, "t1"))!.Task.Phase);

        Assert.Equal("t1", (await (await silo.Connect()).NextOrder()).TaskId);
    }

    [Fact]
    public async Task SubmittedAgainItIsSentOnceAndKeepsNoSlot()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect(slots: 1);
        await Submit(agent, "t1");
        await agent.Accept();
        Assert.Equal(SubmitStatus.Repeated, (await Submit(agent, "t1"))!.Status);
        await agent.Exit("t1");

        Assert.Equal((SubmitStatus.Repeated, TaskPhase.Succeeded), (await Submit(agent, "t1")) is var again ? (again!.Status, again.Task.Phase) : default);
        Assert.Equal(SubmitStatus.Conflict, (await agent.Grain.Submit("t1", Some.Spec() with { Digest = "d2" }, name: null))!.Status);

        Assert.Equal(TaskPhase.Sent, (await Submit(agent, "t2"))!.Task.Phase);
        Assert.Equal("t2", (await agent.NextOrder()).TaskId);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task ABrokenConnectionPutsItBackIntoTheQueue()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        agent.Break();

        await Submit(agent, "t1");

        Assert.Equal(2, (await silo.Reaches("t1", TaskPhase.Queued)).Attempt);
        Assert.Equal(2, (await (await silo.Connect()).NextOrder()).Attempt);
    }

    [Fact]
    public async Task UnderAnotherNameNothingIsStored()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        Assert.Null(await agent.Grain.Submit("t1", Some.Spec(), "web-9"));
        Assert.Null(await silo.Agent("stranger").Submit("t1", Some.Spec("stranger"), name: null));
        Assert.Null(await silo.Task("t1").Describe());

        var reply = await agent.Grain.Submit("t1", Some.Spec() with { AgentName = "as it was called" }, Some.AgentName);
        Assert.Equal(Some.AgentName, reply!.Task.Spec.AgentName);
    }

    [Fact]
    public async Task OneThatIsDrainedGetsNoOrder()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Grain.Drain(drain: true, "operator");

        Assert.Equal(TaskPhase.Queued, (await Submit(agent, "t1"))!.Task.Phase);
        Assert.False(agent.HasOrders);
    }

    private static Task<SubmitReply?> Submit(AgentUnderTest agent, string id) => agent.Grain.Submit(id, Some.Spec(), name: null);
}
