using Microsoft.Extensions.Time.Testing;
using OrleansOps.InMemory;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

public sealed class WhenATaskIsRun
{
    [Fact]
    public async Task ItGoesThroughItsPhasesToItsResult()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        var reply = await silo.Submit("t1");
        Assert.Equal((SubmitStatus.Created, TaskPhase.Queued), (reply.Status, reply.Task.Phase));

        var order = await agent.Accept();
        Assert.Equal(("t1", 1), (order.TaskId, order.Attempt));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));
        var task = await silo.Task("t1").Describe();
        Assert.Equal((TaskPhase.Succeeded, 0, "m1"), (task!.Phase, task.Result!.ExitCode, task.Result.MessageId));
    }

    [Fact]
    public async Task SubmittingAgainIsTheSameSubmissionAndAnotherBodyAConflict()
    {
        await using var silo = await SiloUnderTest.OnMemory();

        await silo.Submit("t1");
        Assert.Equal(SubmitStatus.Repeated, (await silo.Submit("t1")).Status);
        Assert.Equal(SubmitStatus.Conflict, (await silo.Task("t1").Submit(Some.Spec() with { Digest = "d2" })).Status);
    }

    [Fact]
    public async Task TheSameReportTwiceIsStoredOnceAndPublishedOnce()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));
        var version = (await silo.Task("t1").Describe())!.Version;
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));
        Assert.Equal(version, (await silo.Task("t1").Describe())!.Version);

        var published = Assert.Single(silo.Get<MemoryEvents>().All, happened => happened.Stream is "agent_results");
        Assert.Contains(new("status", "failed"), published.Fields);
        Assert.Contains(new("exit_code", "3"), published.Fields);
    }

    [Fact]
    public async Task AReportThatComesAgainAndSaysSomethingElseChangesNothing()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 0));   // the same message id

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Failed, 3), (task.Phase, task.Result!.ExitCode));
        Assert.Null(task.LateResult);
    }

    [Fact]
    public async Task AnAcceptanceIsStoredWithTheEndOrAMomentLater()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var agent = await silo.Connect();
        await silo.Submit("short");
        await silo.Submit("long");
        await agent.Accept();
        await agent.Accept();
        Assert.Equal(TaskPhase.Running, (await silo.Task("long").Describe())!.Phase);
        Assert.Equal(TaskPhase.Sent, (await silo.Get<ITaskStore>().Read("long"))!.Phase);

        await agent.Exit("short");
        var ended = (await silo.Get<ITaskStore>().Read("short"))!;
        Assert.Equal((TaskPhase.Succeeded, 3L), (ended.Phase, ended.Version));   // queued, sent, ended
        Assert.NotNull(ended.AcceptedAt);

        time.Advance(TimeSpan.FromMilliseconds(60));
        await Eventually.Get(async () => (await silo.Get<ITaskStore>().Read("long"))!.Phase, phase => phase == TaskPhase.Running, "the longer task's acceptance is stored");
    }

    [Fact]
    public async Task AnAcceptanceThatTheCrashTookIsFoundAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory(new FakeTimeProvider());
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        Assert.Equal(TaskPhase.Sent, (await silo.Get<ITaskStore>().Read("t1"))!.Phase);   // what a new process would find

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));

        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task WhoWaitsForAChangeGetsIt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var seen = (await silo.Submit("t1")).Task.Version;

        var waiting = silo.Task("t1").WaitForChange(seen, TimeSpan.FromSeconds(20));
        await silo.Task("t1").Cancel("operator");

        var task = await waiting.Within("the wait for a change ends");
        Assert.Equal((TaskPhase.Cancelled, "operator"), (task!.Phase, task.CancelRequestedBy));
    }

    [Fact]
    public async Task NobodyElsesReportChangesIt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        var other = await silo.Connect("agent-2");

        Assert.Equal(ReportStatus.UnknownTask, await other.Exit("t1"));
        Assert.Equal(ReportStatus.UnknownTask, await agent.Exit("nothing"));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task AnUnknownTaskIsNull()
    {
        await using var silo = await SiloUnderTest.OnMemory();

        Assert.Null(await silo.Task("t1").Describe());
        Assert.Null(await silo.Task("t1").Cancel("operator"));
        Assert.Null(await silo.Task("t1").Assignment());
        Assert.Null(await silo.Task("t1").WaitForChange(0, TimeSpan.Zero));
    }

    [Fact]
    public async Task ListsFollow()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await silo.Submit("t2");
        await agent.Accept();
        await agent.Accept();
        await agent.Exit("t1");

        var lists = silo.Grains.GetGrain<ITaskIndexGrain>(0);
        await Eventually.Get(
            async () => string.Join(' ', (await lists.List(new TaskQuery())).Items.Select(task => $"{task.Id}:{task.Phase}").Order()),
            found => found is "t1:Succeeded t2:Running",
            "t1 succeeded and t2 running in the list");
        Assert.Equal(["t2"], (await lists.List(new TaskQuery { Open = true, AgentId = Some.AgentId })).Items.Select(task => task.Id));
    }
}
