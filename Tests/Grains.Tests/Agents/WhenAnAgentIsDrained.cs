using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenAnAgentIsDrained
{
    [Fact]
    public async Task WhatRunsGoesOnAndWhatWaitsSaysWhyUntilItIsResumed()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("running");
        await agent.Accept();

        var drained = await agent.Grain.Drain(drain: true, "ada");
        await silo.Submit("waiting");
        var waiting = await silo.Reaches("waiting", task => task.Reason?.Text.Contains("drained", StringComparison.Ordinal) == true, "the task says that it waits for a drained agent");

        Assert.True(drained!.Draining);
        Assert.Equal(TaskPhase.Queued, waiting.Phase);
        Assert.False(agent.HasOrders);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("running"));
        Assert.False(agent.HasOrders);

        Assert.False((await agent.Grain.Drain(drain: false, "ada"))!.Draining);
        Assert.Equal("waiting", (await agent.Accept()).TaskId);
    }

    [Fact]
    public async Task ItsReasonIsTheTasksReasonUntilAnotherIsGivenOrItIsResumed()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        await agent.Grain.Drain(drain: true, "ada", "new disks");
        await silo.Submit("waiting");
        var waiting = await silo.Reaches("waiting", task => task.Reason?.Text.Contains("(new disks)", StringComparison.Ordinal) == true, "the task says what its host is drained for");
        Assert.Equal("hostDrainingFor", waiting.Reason!.Why.Single().Code);
        Assert.Equal("new disks", waiting.Reason.Why.Single().Values["reason"]);

        Assert.Equal("new fans", (await agent.Grain.Drain(drain: true, "ada", "new fans"))!.DrainReason);
        Assert.Equal("new fans", (await agent.Grain.Drain(drain: true, "bob"))!.DrainReason);
        Assert.Null((await agent.Grain.Drain(drain: false, "ada"))!.DrainReason);
        Assert.Null((await agent.Grain.Drain(drain: true, "ada"))!.DrainReason);
    }

    [Fact]
    public async Task ItStaysSoOverANewSessionAndANewActivation()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Grain.Drain(drain: true, "ada");

        var again = await silo.Connect();
        await silo.Submit("waiting");

        Assert.True((await again.Grain.Describe())!.Draining);
        Assert.Equal("web-1 is being drained and gets no new tasks; resume it, or cancel the task.", (await silo.Task("waiting").Describe())!.Reason);
        Assert.False(again.HasOrders);
    }

    [Fact]
    public async Task AStrangerIsNotDrained()
    {
        await using var silo = await SiloUnderTest.OnMemory();

        Assert.Null(await silo.Agent("stranger").Drain(drain: true, "ada"));
        Assert.Null(await silo.Agent("stranger").Events(10));
        Assert.Null(await silo.Agent("stranger").History(Some.Time, Some.Time.AddHours(1), 10));
    }

    [Fact]
    public async Task EveryWaitingTaskSaysItsPlace()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect(slots: 1);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await silo.Submit(id);
        }

        await agent.Accept();

        Assert.Equal(
            ["The only slot of web-1 is busy; 2 tasks are ahead of it.", null, "The only slot of web-1 is busy; it is next."],
            (await agent.Grain.ReasonsForWaiting(new[] { "d", "a", "b" })).Select(why => why?.Text));
    }
}
