using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Agents;

public sealed class ReconnectTests
{
    [Fact]
    public async Task Reconnect_AfterTheGatewayWasAway_ResultsOfThatTimeArriveInOrder()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, slots: 1);
        await gateway.Run(Enumerable.Range(0, 10).Select(i => Some.Script($"t{i}", $"sleep 0.1; echo {i}")));
        await gateway.Until(() => gateway.Accepted.Count == 10, "10 accepted");

        await gateway.Stop();
        await gateway.Until(() => agent.Ended == 10, "the tasks to end in its absence");
        await gateway.Restart();
        await gateway.Until(() => gateway.Ended.Select(ended => ended.TaskId).Distinct().Count() == 10, "10 results");

        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal($"{i}\n", gateway.LogOf($"t{i}").Stdout));
        Assert.All(gateway.Hellos[^1].Tasks, held => Assert.Equal(HeldPhase.Ended, held.Phase));
        await agent.UntilNothingIsHeld();
    }

    [Fact]
    public async Task Reconnect_WithARunningTask_ConfirmsItAgain()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Some.Command("t1", "sleep", "341"));
        await gateway.Until(() => gateway.Accepted.Count == 1, "an answer");

        gateway.Cut();
        await gateway.Until(() => gateway.Accepted.Count == 2, "the answer again");

        Assert.Equal(new HeldTask("t1", 1, HeldPhase.Running), gateway.Hellos[1].Tasks.Single());
        await gateway.Cancel("t1");
        await gateway.UntilEnded("t1");
    }

    [Fact]
    public async Task Ended_WithoutAnAnswer_IsRepeatedInTheSameSession()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.Settles = _ => gateway.Ended.Count < 2 ? null : SettledCode.Stored;

        await gateway.Run(Some.Command("t1", "/bin/true"));
        await gateway.Until(() => gateway.Ended.Count == 2, "the report again after ten seconds");

        Assert.Equal(gateway.Ended[0], gateway.Ended[1]);
        Assert.Single(gateway.Hellos);
    }

    [Fact]
    public async Task Goodbye_WithATime_IsObeyed()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Say(client => client.Goodbye(new Goodbye(GoodbyeCode.ShuttingDown, "restart", 50)));
        gateway.Cut();

        await gateway.UntilConnected(2);
    }

    [Fact]
    public async Task Heartbeat_SaysHowTheHostIsDoing_AtThePaceOfTheGateway()
    {
        await using var gateway = await TestGateway.Start();
        gateway.HeartbeatMs = 1_000;
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Some.Command("t1", "sleep", "342"));
        await gateway.Until(() => gateway.Beats.Count >= 2 && gateway.Beats[^1].Running == 1, "heartbeats with a running task");

        var beat = gateway.Beats[^1];
        Assert.InRange(beat.CpuPercent!.Value, 0, 100);
        Assert.InRange(beat.MemoryUsedBytes!.Value, 1, gateway.Hellos[0].Facts.MemoryBytes);
        Assert.Equal(3, beat.Load!.Count);
        Assert.NotEmpty(beat.Disks!);
        Assert.All(beat.Disks!, disk => Assert.InRange(disk.UsedBytes, 0, disk.TotalBytes));
        Assert.NotEqual("", gateway.Hellos[0].Facts.Os);
        await gateway.Cancel("t1");
        await gateway.UntilEnded("t1");
    }

    [Fact]
    public async Task Connect_WithAWrongToken_IsToldAndTheTasksRunOn()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var ran = Path.Join(agent.Data, "ran");
        await gateway.Run(Some.Script("t1", $"sleep 0.5; echo ran > {ran}"));
        await gateway.Until(() => gateway.Accepted.Count == 1, "an answer");

        gateway.RefuseWith = 401;
        gateway.Cut();
        await gateway.Until(() => gateway.Connections > 1 && File.Exists(ran), "a refused connection and the task's end");

        Assert.Empty(gateway.Ended);
    }
}
