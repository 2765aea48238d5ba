using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_WhileRunning_ReportsOnlyWhenTheTreeIsDead()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Some.Script("t1", "trap '' INT TERM; setsid sleep 331 & echo $!; sleep 332"));
        await gateway.UntilStdout("t1", output => output.EndsWith('\n'));

        await gateway.Cancel("t1");
        await gateway.Cancel("t1");
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal(TaskOutcome.Cancelled, ended.Outcome);
        Assert.True(ProcessStat.Read(int.Parse(gateway.LogOf("t1").Stdout)) is null or { IsZombie: true });
        Assert.Single(gateway.Ended);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_NeverStartsIt()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, slots: 1);
        await gateway.Run(Some.Command("t1", "sleep", "333"), Some.Command("t2", "/bin/true"));
        await gateway.Until(() => gateway.Accepted.Count == 2, "both accepted");

        await gateway.Cancel("t2");
        var ended = await gateway.UntilEnded("t2");

        Assert.Equal((TaskOutcome.Cancelled, null), (ended.Outcome, ended.StartedAt));
        await gateway.Cancel("t1");
        await gateway.UntilEnded("t1");
    }

    [Fact]
    public async Task Cancel_BeforeItsOrderArrived_IsRemembered()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var order = Some.Script("t1", "echo ran");

        await gateway.Cancel("t1");
        await gateway.Run(order);
        var ended = await gateway.UntilEnded("t1");
        await gateway.Run(order with { Attempt = 2 });

        Assert.Equal((TaskOutcome.Cancelled, null), (ended.Outcome, ended.StartedAt));
        Assert.Equal(TaskOutcome.Exited, (await gateway.UntilEnded("t1", 2)).Outcome);
    }

    [Fact]
    public async Task Cancel_AfterItsEnd_RepeatsTheReport()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.Settles = _ => null;
        await gateway.Run(Some.Command("t1", "/bin/false"));
        await gateway.UntilEnded("t1");

        await gateway.Cancel("t1");
        await gateway.Until(() => gateway.Ended.Count == 2, "the report again");

        Assert.Equal(gateway.Ended[0], gateway.Ended[1]);
        Assert.Equal(TaskOutcome.Exited, gateway.Ended[1].Outcome);
    }

    [Fact]
    public async Task Cancel_WhileTheAgentIsAway_IsObeyedByItsNextLife()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Some.Script("t1", "trap 'echo interrupted' INT; echo ready; while :; do sleep 0.1; done") with { Grace = new CancelGrace(600_000, 0) });
        await gateway.UntilStdout("t1", output => output.Length > 0);

        await gateway.Cancel("t1");   // it waits ten minutes after the first signal: the agent is stopped in that time
        await gateway.UntilStdout("t1", output => output.Contains("interrupted", StringComparison.Ordinal));
        await agent.Restart();
        gateway.Cut();
        await gateway.UntilConnected(3);

        Assert.Empty(gateway.Ended);
        Assert.Equal(HeldPhase.Running, gateway.Hellos[^1].Tasks.Single().Phase);
        await agent.KillEverythingOf("t1");
        Assert.Equal(TaskOutcome.Cancelled, (await gateway.UntilEnded("t1")).Outcome);
    }
}
