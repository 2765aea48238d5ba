using Microsoft.Extensions.Time.Testing;
using OrleansOps.InMemory;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenAnAgentConnects
{
    [Fact]
    public async Task AStrangerIsNotLetIn()
    {
        await using var silo = await SiloUnderTest.OnMemory();

        await Assert.ThrowsAsync<InvalidOperationException>(() => AgentUnderTest.Connect(silo.Grains, "stranger", 1, []));
        Assert.Null(await silo.Agent("stranger").Describe());
    }

    [Fact]
    public async Task ItGetsAsManyTasksAsItHasSlotsOldestFirst()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect(slots: 1);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await silo.Submit(id);
        }

        Assert.Equal("a", (await agent.Accept()).TaskId);
        var waiting = await silo.Task("c").Describe();
        Assert.Equal("The only slot of web-1 is busy; 1 task is ahead of it.", waiting!.Reason?.Text);
        Assert.False(agent.HasOrders);

        await agent.Exit("a");
        Assert.Equal("b", (await agent.Accept()).TaskId);
    }

    [Fact]
    public async Task TheOldConnectionIsClosedAndItsReportsRefused()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var old = await silo.Connect();
        await silo.Submit("t1");
        await old.Accept();

        var newer = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));

        Assert.Equal(CloseReason.Superseded, await old.Closed);
        Assert.True(newer.Epoch > old.Epoch);
        Assert.Equal(ReportStatus.Superseded, await old.Exit("t1"));
        Assert.Null(await old.Grain.Heartbeat(old.Epoch, Some.Load));
        await old.Disconnect();
        Assert.Equal(AgentPresence.Online, (await newer.Grain.Describe())!.Presence);
        Assert.Equal(ReportStatus.Stored, await newer.Exit("t1"));
    }

    [Fact]
    public async Task WhatItDoesNotHoldIsSentAgainWithTheNextAttempt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();

        agent = await silo.Connect();

        Assert.Equal(("t1", 2), await Order(agent));
    }

    [Fact]
    public async Task WhatItHoldsRunsOnAndIsNotSentAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();   // in its journal; the acceptance is lost with the connection
        await agent.Disconnect();
        await silo.Reaches("t1", TaskPhase.Queued);

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        var task = await silo.Task("t1").Describe();
        Assert.Equal((TaskPhase.Running, 1), (task!.Phase, task.Attempt));

        await silo.Submit("t2");
        Assert.Equal(("t2", 1), await Order(agent));
    }

    [Fact]
    public async Task ItMayNameTwoAttemptsOfATaskAndTheNewerOneCounts()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();
        agent = await silo.Connect();
        Assert.Equal(2, (await agent.Accept()).Attempt);

        agent = await silo.Connect(held: [new HeldTask("t1", 1, Ended: true), new HeldTask("t1", 2, Ended: false)]);

        var task = await silo.Task("t1").Describe();
        Assert.Equal((TaskPhase.Running, 2), (task!.Phase, task.Attempt));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 2));
    }

    [Fact]
    public async Task AnAcceptanceOfTheOlderAttemptTakesItBack()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();
        agent = await silo.Connect();   // its list was made before the order reached its journal
        Assert.Equal(("t1", 2), await Order(agent));

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Accepted(agent.Epoch, "t1", 1));

        var task = await silo.Task("t1").Describe();
        Assert.Equal((TaskPhase.Running, 1), (task!.Phase, task.Attempt));
        Assert.Equal(ReportStatus.Ignored, await agent.Grain.Refused(agent.Epoch, "t1", 2, retry: false, "It is here already."));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 1));
    }

    [Fact]
    public async Task AResultOfTheOlderAttemptDecidesUntilTheNewerIsAccepted()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();
        agent = await silo.Connect();
        await agent.NextOrder();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 1));
        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task WhatItHadAcceptedAndDoesNotKnowAnyMoreIsLost()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        await silo.Connect();

        var task = await silo.Reaches("t1", TaskPhase.Lost);
        Assert.Contains("does not know the task any more", task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConnectionThatTakesNoMessagesIsLostAndItsTaskQueuedAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        agent.Break();
        await silo.Submit("t1");

        await Eventually.Get(() => agent.Grain.Describe(), view => view!.Presence == AgentPresence.Offline, "the agent is offline");
        await silo.Reaches("t1", task => task is { Phase: TaskPhase.Queued, Attempt: 2 }, "t1 is queued for attempt 2");

        agent = await silo.Connect();
        Assert.Equal(2, (await agent.NextOrder()).Attempt);
    }

    [Fact]
    public async Task ARefusalForNowIsTriedAgainAfterAPause()
    {
        await using var silo = await SiloUnderTest.OnMemory(null, ("Agents:RefusalPause", "00:00:00.050"));
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Refused(agent.Epoch, "t1", 1, retry: true, "The disk is full."));

        Assert.Equal(("t1", 2), await Order(agent));
    }

    [Fact]
    public async Task ARefusalForGoodEndsTheTask()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect(slots: 1);
        await silo.Submit("t1");
        await agent.NextOrder();
        await silo.Submit("t2");

        await agent.Grain.Refused(agent.Epoch, "t1", 1, retry: false, "The directory does not exist.");

        var task = await silo.Task("t1").Describe();
        Assert.Equal(TaskPhase.Rejected, task!.Phase);
        Assert.Contains("The directory does not exist.", task.Reason, StringComparison.Ordinal);
        Assert.Equal("t2", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task ItsComingAndGoingIsPublishedOnceEach()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Disconnect();
        await agent.Disconnect();

        var events = await Eventually.Value(
            () => silo.Get<MemoryEvents>().All.Where(happened => happened.Stream is "agent_status").ToList(),
            found => found.Count == 2,
            "two status events");
        Assert.Equal(["online", "offline"], events.Select(happened => happened.Fields.Single(field => field.Key is "status").Value));
    }

    [Fact]
    public async Task ARemovedOneIsClosedAndNotLetInAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        await agent.Grain.Remove();

        Assert.Equal(CloseReason.Revoked, await agent.Closed);
        Assert.Null(await agent.Grain.Describe());
        await Assert.ThrowsAsync<InvalidOperationException>(() => AgentUnderTest.Connect(silo.Grains, agent.Id, 1, []));
        Assert.Empty((await silo.Grains.GetGrain<IFleetIndexGrain>(0).List(new AgentQuery())).Items);
    }

    [Fact]
    public async Task ASilentOneCountsAsGone()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        time.Advance(TimeSpan.FromSeconds(56));

        await Eventually.Get(() => agent.Grain.Describe(), view => view!.Presence == AgentPresence.Offline, "the agent is offline");
        Assert.Equal(CloseReason.ProtocolError, await agent.Closed);
        await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");
    }

    private static async Task<(string TaskId, int Attempt)> Order(AgentUnderTest agent)
    {
        var order = await agent.NextOrder();
        return (order.TaskId, order.Attempt);
    }
}
