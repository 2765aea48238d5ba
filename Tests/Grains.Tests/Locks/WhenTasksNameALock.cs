using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Locks;

/// <summary>Tasks that name one lock, on hosts of a silo.</summary>
public sealed class WhenTasksNameALock
{
    private const string Other = "agent-2";

    private readonly FakeTimeProvider _time = new(Some.Time);

    [Fact]
    public async Task OneRunsAtATime_AndTheNextIsTheOneThatWasSubmittedFirst()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        foreach (var id in (string[])["b", "c"])
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Submit(silo, id, id == "b" ? Other : Some.AgentId);
        }

        var waiting = await WaitsForLock(silo, "c");
        await WaitsForLock(silo, "b");
        Assert.Equal($"Waits for the lock deploy, which task a on {Some.AgentName} has since 2026-01-01 12:00:00 UTC.", waiting.Reason!.Text);
        Assert.Equal(("a", "b,c"), Shown(await Lock(silo).Describe()));
        Assert.Equal(["a"], (await silo.Grains.GetGrain<ILockIndexGrain>(0).List(null, 10)).Items.Select(one => one.Holder.Task.TaskId));
        Assert.False(one.HasOrders || two.HasOrders);

        await one.Exit("a", exitCode: 1);
        Assert.Equal("b", (await two.Accept()).TaskId);
        Assert.False(one.HasOrders);
        await two.Exit("b");
        Assert.Equal("c", (await one.Accept()).TaskId);
        await one.Exit("c");

        await IsFree(silo);
    }

    [Fact]
    public async Task AHostsOwnLock_IsAnotherOnEachHost()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a", name: "host:deploy");
        await Submit(silo, "b", Other, "host:deploy");
        Assert.Equal("a", (await one.Accept()).TaskId);
        Assert.Equal("b", (await two.Accept()).TaskId);
        await Submit(silo, "fleet");
        Assert.Equal("fleet", (await one.Accept()).TaskId);
        await Submit(silo, "c", name: "host:deploy");

        Assert.Contains("the lock host:deploy, which task a", (await WaitsForLock(silo, "c")).Reason!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileItWaits_ItTakesNoSlot_AndAnotherTaskOfItsHostRuns()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var (one, two) = (await silo.Connect(), await silo.Connect(Other, slots: 1));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await WaitsForLock(silo, "b");

        await silo.Submit("plain", Other);

        Assert.Equal("plain", (await two.Accept()).TaskId);
        await one.Exit("a");
        await silo.Reaches("b", task => task.Reason?.Why.Single().Code == "slotsBusy", "it waits for a slot of its host, and has the lock");
        await two.Exit("plain");
        Assert.Equal("b", (await two.Accept()).TaskId);
    }

    [Fact]
    public async Task OneThatIsCancelledWhileItWaits_LeavesTheLine()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var one = await silo.Connect();
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b");
        await WaitsForLock(silo, "b");

        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("b").Cancel("operator"))!.Phase);

        await Eventually.Get(() => Lock(silo).Describe(), held => held?.Waiting == 0, "nobody waits");
        await one.Exit("a");
        await IsFree(silo);
        Assert.False(one.HasOrders);
    }

    [Fact]
    public async Task OneWhoseTimeInTheQueueIsOver_IsRejectedAndLeavesTheLine()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var one = await silo.Connect();
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b");
        await WaitsForLock(silo, "b");

        _time.Advance(TimeSpan.FromHours(2));
        await silo.Task("b").DeadlinePassed();

        Assert.Equal(TaskPhase.Rejected, (await silo.Task("b").Describe())!.Phase);
        await Eventually.Get(() => Lock(silo).Describe(), held => held?.Waiting == 0, "nobody waits");
    }

    [Fact]
    public async Task ALostTask_HasItUntilItsHostSaysThatItIsGone()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, ("Tasks:AgentGrace", "00:00:05"));
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await WaitsForLock(silo, "b");
        await Lose(silo, one, "a");

        await AsksAgain(silo, "b");
        await silo.Connect();   // names nothing: nothing of it runs any more
        await IsSent(silo, "b", two);

        Assert.Equal("b", (await two.Accept()).TaskId);
    }

    [Fact]
    public async Task ALostTaskThatItsHostNames_HasItUntilItEnds()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, ("Tasks:AgentGrace", "00:00:05"));
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await WaitsForLock(silo, "b");
        await Lose(silo, one, "a");

        one = await silo.Connect(held: new HeldTask("a", 1, Ended: false));
        await AsksAgain(silo, "b");
        Assert.Equal(ReportStatus.StoredLate, await one.Exit("a"));

        Assert.Equal("b", (await two.Accept()).TaskId);
    }

    [Fact]
    public async Task ALostTaskIsRemoved_TheNextIsGivenIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, ("Tasks:AgentGrace", "00:00:05"));
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await WaitsForLock(silo, "b");
        await Lose(silo, one, "a");

        Assert.True(await silo.Task("a").Delete());

        Assert.Equal("b", (await two.Accept()).TaskId);
    }

    [Fact]
    public async Task AnOperatorTakesItAway_TheNextIsGivenIt_AndTheFirstHasNothingToGiveBack()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await Submit(silo, "c", Other);
        await WaitsForLock(silo, "c");

        Assert.Null(await Lock(silo).Break("b", "operator"));
        Assert.Equal("a", (await Lock(silo).Break("a", "operator"))!.Task.TaskId);

        Assert.Equal("b", (await two.Accept()).TaskId);
        await one.Exit("a");
        Assert.Equal(("b", "c"), Shown(await Lock(silo).Describe()));
    }

    [Fact]
    public async Task OneWhoseHostIsAway_GivesItBackWhenOthersWait()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var (one, two) = (await silo.Connect(), await silo.Connect(Other));
        await Submit(silo, "a");
        await one.Accept();
        await Submit(silo, "b", Other);
        await WaitsForLock(silo, "b");
        _time.Advance(TimeSpan.FromSeconds(1));
        await Submit(silo, "c");
        await WaitsForLock(silo, "c");
        await two.Disconnect();
        await one.Exit("a");
        await Eventually.Get(() => Lock(silo).Describe(), held => held?.Holder.Task.TaskId == "b", "the next one has it");

        await silo.Task("c").DeadlinePassed();   // asks again
        Assert.False(one.HasOrders);
        _time.Advance(TimeSpan.FromSeconds(31));
        await IsSent(silo, "c", one);

        Assert.Equal("c", (await one.Accept()).TaskId);
        Assert.Contains("web-1 is offline", (await silo.Task("b").Describe())!.Reason!.Text.Replace(Other, Some.AgentName, StringComparison.Ordinal), StringComparison.Ordinal);
        two = await silo.Connect(Other);
        await WaitsForLock(silo, "b");
        await one.Exit("c");
        Assert.Equal("b", (await two.Accept()).TaskId);
    }

    [Fact]
    public async Task ItIsHeldAndWaitedForAfterTheSiloWasLost()
    {
        await using var redis = await RedisServer.Start();
        await using (var silo = await SiloUnderTest.OnRedis(redis))
        {
            var agent = await silo.Connect();
            await Submit(silo, "a");
            await agent.Accept();
            await Submit(silo, "b");
            await WaitsForLock(silo, "b");
        }

        await using var next = await SiloUnderTest.OnRedis(redis, ("Tasks:CheckEvery", "00:00:01"), ("Tasks:DeadlineTick", "00:00:00.200"));
        var again = await next.Connect(held: new HeldTask("a", 1, Ended: false));
        await WaitsForLock(next, "b");
        Assert.Equal(("a", "b"), Shown(await Lock(next).Describe()));
        await again.Exit("a");

        Assert.Equal("b", (await again.Accept()).TaskId);
    }

    [Fact]
    public async Task TheWordThatItIsFreeIsLost_WhoeverWaitsFindsOut()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var one = await silo.Connect();
        var gone = new LockClaim("never-was", Some.AgentId, Some.AgentName, Some.Time);
        Assert.True((await Lock(silo).Take(gone)).Term > 0);   // as if its task had gone without a word

        await Submit(silo, "b");

        Assert.Equal("b", (await one.Accept()).TaskId);
    }

    private static Task<SubmitReply?> Submit(SiloUnderTest silo, string id, string agentId = Some.AgentId, string name = "deploy") =>
        silo.Agent(agentId).Submit(id, Some.Spec(agentId) with { Lock = name }, name: null);

    private static ILockGrain Lock(SiloUnderTest silo) => silo.Grains.GetGrain<ILockGrain>("deploy");

    private static Task<TaskView> WaitsForLock(SiloUnderTest silo, string id) =>
        silo.Reaches(id, task => task is { Phase: TaskPhase.Queued } && task.Reason?.Why.Single().Code == "waitsForLock", $"task {id} waits for its lock");

    private static Task<LockView?> IsFree(SiloUnderTest silo) => Eventually.Get(() => Lock(silo).Describe(), held => held is null, "nobody has the lock");

    private static (string? Holder, string Line) Shown(LockView? held) => (held?.Holder.Task.TaskId, string.Join(',', held?.Line.Select(claim => claim.TaskId) ?? []));

    private async Task Lose(SiloUnderTest silo, AgentUnderTest agent, string id)
    {
        await agent.Disconnect();
        await silo.Reaches(id, task => task.Reason is not null, "the task says that its host is away");
        _time.Advance(TimeSpan.FromSeconds(6));   // the other hosts are not silent for too long
        await silo.Task(id).DeadlinePassed();
        Assert.Equal(TaskPhase.Lost, (await silo.Task(id).Describe())!.Phase);
    }

    /// <summary>Its due time has passed: it asks for its lock, and the lock asks its holder.</summary>
    private static async Task AsksAgain(SiloUnderTest silo, string id)
    {
        await silo.Task(id).DeadlinePassed();
        await WaitsForLock(silo, id);
    }

    /// <summary>It asks until it has its lock: the holder's word is on its way meanwhile, and the clock of these tests stands still.</summary>
    private static Task<bool> IsSent(SiloUnderTest silo, string id, AgentUnderTest host) => Eventually.Get(
        async () =>
        {
            await silo.Task(id).DeadlinePassed();
            return host.HasOrders;
        },
        sent => sent, $"task {id} is sent to its host");
}
