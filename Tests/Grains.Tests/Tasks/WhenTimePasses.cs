using OrleansOps.InMemory;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

public sealed class WhenTimePasses
{
    private readonly CalendarTimeProvider _time = new();

    [Fact]
    public async Task AnOrderThatNobodyAcceptsIsSentAgainWithTheNextAttempt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        Assert.Equal(1, (await agent.NextOrder()).Attempt);

        await Pass(silo, "t1", TimeSpan.FromSeconds(11));

        Assert.Equal(2, (await agent.NextOrder()).Attempt);
    }

    [Fact]
    public async Task ATaskThatItsHostDoesNotTakeIsRejected()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        await silo.Submit("t1");

        await Pass(silo, "t1", TimeSpan.FromHours(1.1));

        var task = await silo.Reaches("t1", TaskPhase.Rejected);
        Assert.Contains("never ran", task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunningTaskWaitsForItsAgentAndIsLostAfterTheGrace()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Disconnect();
        var waiting = await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");
        Assert.Contains("offline since", waiting.Reason, StringComparison.Ordinal);

        await Pass(silo, "t1", TimeSpan.FromMinutes(4));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);
        await Pass(silo, "t1", TimeSpan.FromMinutes(2));
        await silo.Reaches("t1", TaskPhase.Lost);
    }

    [Fact]
    public async Task WhatALostTaskReportsIsShownBesideTheVerdict()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Disconnect();
        await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");
        await Pass(silo, "t1", TimeSpan.FromMinutes(6));
        await silo.Reaches("t1", TaskPhase.Lost);

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: true));
        Assert.Equal(ReportStatus.StoredLate, await agent.Exit("t1"));
        Assert.Equal(ReportStatus.StoredLate, await agent.Exit("t1"));

        var task = await silo.Task("t1").Describe();
        Assert.Equal((TaskPhase.Lost, "m1"), (task!.Phase, task.LateResult!.MessageId));
    }

    [Fact]
    public async Task ATaskThatRunsOnWhileItsAgentComesBackIsNotLost()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Disconnect();
        await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        Assert.Null((await silo.Task("t1").Describe())!.Reason);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));
        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task ACancellationThatIsNotConfirmedIsAskedForAgainAndSaysSo()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await silo.Task("t1").Cancel("operator");
        await agent.NextCancel();

        await Pass(silo, "t1", TimeSpan.FromSeconds(12));
        await agent.NextCancel();
        await KeepAlive(agent, silo, "t1", TimeSpan.FromSeconds(70));

        await silo.Reaches("t1", TaskPhase.CancelUnconfirmed);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));
        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task ATaskThatOutlivesItsTimeoutIsLostAndItsAgentToldToEndIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(12));

        await silo.Reaches("t1", TaskPhase.Lost);
        Assert.Equal(("t1", 1), await agent.NextCancel());
    }

    [Fact]
    public async Task ARunningTaskIsNotGivenUpBecauseTheCalendarWasSetForward()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        _time.CalendarOff = TimeSpan.FromHours(1);   // six times as long as the task may run
        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(2));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);

        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(12));   // measured time counts
        await silo.Reaches("t1", TaskPhase.Lost);
    }

    [Fact]
    public async Task ARunningTaskOfWhichItsHostsGrainLostSightIsNotGivenUpBecauseTheCalendarWasSetForward()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Grain.Release("t1");   // as where a call that queues it again is overtaken by its acceptance

        _time.CalendarOff = TimeSpan.FromHours(1);
        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(2));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);

        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(12));
        await silo.Reaches("t1", TaskPhase.Lost);
    }

    [Fact]
    public async Task ATaskWhoseAgentIsAwayWithinItsGraceIsNotGivenUpBecauseTheCalendarWasSetForward()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Disconnect();
        await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");

        _time.CalendarOff = TimeSpan.FromHours(1);
        await Pass(silo, "t1", TimeSpan.FromMinutes(4));
        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        await KeepAlive(agent, silo, "t1", TimeSpan.FromMinutes(1));

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));
        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task AFinishedTaskIsForgottenAfterItsRetention()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        await silo.Submit("t1");
        await silo.Task("t1").Cancel("operator");

        await Pass(silo, "t1", TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        Assert.Null(await silo.Task("t1").Describe());
        Assert.Empty((await silo.Grains.GetGrain<ITaskIndexGrain>(0).List(new TaskQuery())).Items);
    }

    [Fact]
    public async Task ATaskIsKeptAsLongAsItAskedFor()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        foreach (var (id, days) in ((string, double)[])[("short", 1), ("long", 30)])
        {
            await silo.Task(id).Submit(Some.Spec() with { Keep = TimeSpan.FromDays(days) });
            await silo.Task(id).Cancel("operator");
        }

        await Pass(silo, "short", TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Null(await silo.Task("short").Describe());
        await Pass(silo, "long", TimeSpan.FromDays(28));
        Assert.NotNull(await silo.Task("long").Describe());
        await Pass(silo, "long", TimeSpan.FromDays(1));
        Assert.Null(await silo.Task("long").Describe());
    }

    [Fact]
    public async Task ADueTimeWithoutItsTaskIsRemoved()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        silo.Get<MemoryDeadlines>().Put("t1", _time.GetUtcNow());

        await Eventually.Get(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));   // the shards look as soon as the silo has made them
                return (await silo.Get<IDeadlines>().Due(DeadlineShards.Of("t1"), _time.GetUtcNow(), 10)).Count;
            },
            due => due == 0,
            "nothing is due any more");
    }

    /// <summary>Lets the clock go on and waits for the task to have looked at it, whichever comes first: its shard or this call.</summary>
    private async Task Pass(SiloUnderTest silo, string taskId, TimeSpan time)
    {
        _time.Advance(time);
        await silo.Task(taskId).DeadlinePassed();
    }

    /// <summary>Lets the clock go on while the agent goes on to speak.</summary>
    private async Task KeepAlive(AgentUnderTest agent, SiloUnderTest silo, string taskId, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(10))
        {
            await Pass(silo, taskId, TimeSpan.FromSeconds(10));
            Assert.NotNull(await agent.Grain.Heartbeat(agent.Epoch, Some.Load));
        }
    }
}
