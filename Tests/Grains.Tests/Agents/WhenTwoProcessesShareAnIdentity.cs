using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenTwoProcessesShareAnIdentity
{
    private static readonly (string Key, string Value) MessagesMayTakeLong = ("Agents:SendWithin", "00:00:05");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task TheSecondIsRefusedWhileTheFirstAnswersAndTheOperatorSeesIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, MessagesMayTakeLong);
        var first = await silo.Connect();
        var original = await Say(first, "process-1", "disk-1");
        await silo.Submit("t1");
        await first.NextOrder();
        Assert.Equal(ReportStatus.Stored, await first.Grain.Accepted(original.Epoch, "t1", 1));

        var knocked = await Say(first, "process-2", "disk-2");
        Assert.NotNull(knocked.Refusal?.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await first.Grain.Heartbeat(original.Epoch, Some.Load));
        _time.Advance(TimeSpan.FromSeconds(6));

        var refused = await Say(first, "process-2", "disk-2");
        Assert.Contains("copy", refused.Refusal!.Text, StringComparison.Ordinal);
        Assert.Null(refused.Refusal.RetryAfter);
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);
        Assert.Contains((await first.Grain.Events(10))!, happened => happened.Kind == HostEventKind.Refused);
    }

    [Fact]
    public async Task AProcessThatWasStartedAgainIsLetInWhenItsDeadConnectionDoesNotAnswer()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, MessagesMayTakeLong);
        var agent = await silo.Connect();
        var before = await Say(agent, "process-1", "disk-1");

        Assert.NotNull((await Say(agent, "process-2", "disk-1")).Refusal);
        _time.Advance(TimeSpan.FromSeconds(16));

        var now = await Say(agent, "process-2", "disk-1");
        Assert.Null(now.Refusal);
        Assert.True(now.Epoch > before.Epoch);
    }

    [Fact]
    public async Task AReconnectOfTheSameProcessIsLetInAtOnce()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, MessagesMayTakeLong);
        var agent = await silo.Connect();
        var before = await Say(agent, "process-1", "disk-1");

        Assert.True((await Say(agent, "process-1", "disk-1")).Epoch > before.Epoch);
    }

    [Fact]
    public async Task ACopyIsRefusedWhileTasksOfTheOriginalThatIsAwayMayBeRunning()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, MessagesMayTakeLong);
        var agent = await silo.Connect();
        var original = await Say(agent, "process-1", "disk-1");
        await silo.Submit("t1");
        await agent.NextOrder();
        Assert.Equal(ReportStatus.Stored, await agent.Grain.Accepted(original.Epoch, "t1", 1));
        await agent.Grain.Disconnected(original.Epoch);

        Assert.Contains("'ops-agent enrol --again'", (await Say(agent, "process-2", "disk-2")).Refusal?.Text, StringComparison.Ordinal);
        var back = await Say(agent, "process-3", "disk-1", new HeldTask("t1", 1, Ended: false));
        Assert.Null(back.Refusal);
        Assert.Equal(ReportStatus.Stored, await agent.Grain.Ended(back.Epoch, "t1", Some.Result()));
        await agent.Grain.Disconnected(back.Epoch);

        Assert.Null((await Say(agent, "process-4", "disk-2")).Refusal);   // nothing of the original is at stake any more
        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
    }

    private static async Task<AgentSession> Say(AgentUnderTest agent, string instance, string installation, params HeldTask[] held) =>
        (await agent.Grain.Connect(new AgentHello(1, "1.0", 5, Some.Facts, held, instance, installation), agent.Reference))!;
}
