using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenAHostRunsFewerTasksAtOnce
{
    [Fact]
    public async Task AnOperatorSaysHowMany_AndWhatWaitsGoesAsSoonAsThereIsRoom()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        var edited = await agent.Grain.Edit(Slots(1));
        await silo.Submit("first");
        await agent.Accept();

        await silo.Submit("second");
        var waiting = await silo.Task("second").Describe();

        Assert.Equal((1, 1, 5), (edited!.SlotLimit, edited.SlotsNow, edited.Slots));
        Assert.Equal((TaskPhase.Queued, "The only slot of web-1 is busy; it is next."), (waiting!.Phase, waiting.Reason?.Text));
        Assert.False(agent.HasOrders);
        await agent.Grain.Edit(Slots(2));
        Assert.Equal("second", (await agent.Accept()).TaskId);
        Assert.Null((await agent.Grain.Edit(Slots(0)))!.SlotLimit);
        Assert.Equal(
            ["ada let it run as many tasks at once as its agent says.", "ada let it run 2 tasks at once at most.", "ada let it run 1 tasks at once at most."],
            (await agent.Grain.Events(100))!.Where(happened => happened.Kind == HostEventKind.SlotsChanged).Select(happened => happened.Text.Text));
    }

    [Fact]
    public async Task NeverMoreThanItsAgentSays()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();

        Assert.Equal(5, (await agent.Grain.Edit(Slots(100)))!.SlotsNow);
    }

    [Fact]
    public async Task UnderLoadItGivesWay_SaysSo_AndTakesItsSlotsBack()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Grain.Edit(new AgentEdit(null, new Dictionary<string, string?>(), "ada", Throttle: true));
        for (var beat = 0; beat < 8; beat++)
        {
            await agent.Grain.Heartbeat(agent.Epoch, Some.Load with { CpuPercent = 91.4 });
        }

        await silo.Submit("first");
        await agent.Accept();
        await silo.Submit("second");
        var (view, waiting) = (await agent.Grain.Describe(), await silo.Task("second").Describe());

        Assert.Equal((1, new HostPressure(PressureCause.Cpu, 91)), (view!.SlotsNow, view.Throttled));
        Assert.Equal("web-1 is throttled: CPU 91 %. It runs 1 of 5 at a time until it is calm; it is next.", waiting!.Reason?.Text);
        Assert.False(agent.HasOrders);

        await agent.Grain.Edit(new AgentEdit(null, new Dictionary<string, string?>(), "ada", Throttle: false));
        await agent.Grain.Heartbeat(agent.Epoch, Some.Load with { CpuPercent = 99 });   // as busy as before, and told to bear it
        Assert.Equal("second", (await agent.Accept()).TaskId);
        Assert.Null((await agent.Grain.Describe())!.Throttled);
    }

    [Fact]
    public async Task UnlessSomebodySaidSoItBearsEveryLoad()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Grain.Heartbeat(agent.Epoch, Some.Load with { CpuPercent = 100 });

        var view = await agent.Grain.Describe();

        Assert.Equal((5, false, null), (view!.SlotsNow, view.Throttle, view.Throttled));
    }

    private static AgentEdit Slots(int count) => new(null, new Dictionary<string, string?>(), "ada", count);
}
