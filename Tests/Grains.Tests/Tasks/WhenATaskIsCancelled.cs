using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

public sealed class WhenATaskIsCancelled
{
    [Fact]
    public async Task InTheQueueItIsCancelledAtOnceAndNeverSent()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        await silo.Submit("t1");

        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Cancel("operator"))!.Phase);

        var agent = await silo.Connect();
        await silo.Submit("t2");
        Assert.Equal("t2", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task OnTheHostItIsCancelledOnlyWhenTheAgentSaysSo()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        Assert.Equal(TaskPhase.Cancelling, (await silo.Task("t1").Cancel("operator"))!.Phase);
        Assert.Equal(("t1", 1), await agent.NextCancel());
        Assert.Equal(TaskPhase.Cancelling, (await silo.Task("t1").Describe())!.Phase);

        await agent.Grain.Ended(agent.Epoch, "t1", Some.Result() with { Outcome = TaskOutcome.Cancelled, ExitCode = null, Signal = 15 });
        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task ARefusalForNowIsItsEndAndItsSlotIsFree()
    {
        await using var silo = await SiloUnderTest.OnMemory(time: null, ("Agents:RefusalPause", "00:00:00.010"));
        var agent = await silo.Connect(slots: 1);
        await silo.Submit("t1");
        await agent.NextOrder();
        await silo.Task("t1").Cancel("operator");

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Refused(agent.Epoch, "t1", 1, retry: true, "NoSpace"));
        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);

        await silo.Submit("t2");
        Assert.Equal("t2", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task TwiceTheAgentIsAskedTwiceAndNothingElseChanges()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        var first = await silo.Task("t1").Cancel("one");
        var second = await silo.Task("t1").Cancel("two");

        Assert.Equal((first!.Version, "one"), (second!.Version, second.CancelRequestedBy));
        Assert.Equal(("t1", 1), await agent.NextCancel());
        Assert.Equal(("t1", 1), await agent.NextCancel());
    }

    [Fact]
    public async Task AfterTheEndNothingChanges()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        await agent.Exit("t1");

        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Cancel("operator"))!.Phase);
    }

    [Fact]
    public async Task BeforeTheAgentTookItOnARefusalMeansThatItNeverRan()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        var order = await agent.NextOrder();
        await silo.Task("t1").Cancel("operator");

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Refused(agent.Epoch, "t1", order.Attempt, retry: true, "Stopping."));
        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task WhileItsOrderIsInDoubtTheAgentsNextSessionDecides()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();
        await silo.Reaches("t1", TaskPhase.Queued);

        Assert.Equal(TaskPhase.Cancelling, (await silo.Task("t1").Cancel("operator"))!.Phase);
        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        Assert.Equal(("t1", 1), await agent.NextCancel());

        await agent.Disconnect();
        agent = await silo.Connect();
        await silo.Reaches("t1", TaskPhase.Lost);   // it had the task, and does not name it any more
    }

    [Fact]
    public async Task WhileItsOrderIsInDoubtAndTheAgentDoesNotHaveItItIsCancelled()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await agent.Disconnect();
        await silo.Reaches("t1", TaskPhase.Queued);
        await silo.Task("t1").Cancel("operator");

        await silo.Connect();

        await silo.Reaches("t1", TaskPhase.Cancelled);
    }
}
