using System.Globalization;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Agents;

public sealed class RestartTests
{
    private const int Lines = 300;

    private static readonly RunTask Counting = Some.Script("t1", $"i=1; while [ $i -le {Lines} ]; do echo $i; i=$((i+1)); sleep 0.01; done; exit 6");

    [Fact]
    public async Task Stop_WhileATaskPrints_ItRunsOnAndTheNextLifeReportsItWhole()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Counting);
        await gateway.UntilStdout("t1", output => output.Length > 50);

        await agent.Restart();
        var ended = await gateway.UntilEnded("t1");

        AssertWhole(gateway, ended);
        Assert.Equal(HeldPhase.Running, gateway.Hellos[1].Tasks.Single().Phase);
    }

    [Fact]
    public async Task Kill_TheAgentsProcessAgainAndAgainWhileATaskPrints_LosesAndDoublesNothing()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.Run(Counting);

        for (var kills = 1; kills <= 4; kills++)
        {
            await gateway.UntilStdout("t1", output => output.Length > kills * 100);
            agent.Kill();
            agent.StartAgain();
            await gateway.UntilConnected(kills + 1);
        }

        AssertWhole(gateway, await gateway.UntilEnded("t1"));
    }

    [Fact]
    public async Task Kill_TheAgentWhileATaskRuns_ItsForkServerEndsAndTheSupervisorDoesNot()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        var gate = Path.Join(agent.Data, "gate");
        await gateway.Run(Some.Script("t1", $"echo $PPID; while ! [ -e {gate} ]; do sleep 0.05; done; exit 6"));
        await gateway.UntilStdout("t1", output => output.EndsWith('\n'));
        var supervisor = ProcessStat.Read(int.Parse(gateway.LogOf("t1").Stdout, CultureInfo.InvariantCulture))!.Value;
        var server = ProcessStat.Read(supervisor.Parent)!.Value;
        Assert.Equal(agent.Id, server.Parent);

        agent.Kill();
        await gateway.Until(() => !server.Id.IsAlive, "the end of the fork server");

        Assert.True(supervisor.Id.IsAlive, "the supervisor died with the agent");
        agent.StartAgain();
        await gateway.UntilConnected(2);
        await File.WriteAllTextAsync(gate, "");
        Assert.Equal(6, (await gateway.UntilEnded("t1")).ExitCode);
    }

    [Fact]
    public async Task Kill_TheAgentWhileTasksWait_EachRunsExactlyOnce()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        var ran = Path.Join(agent.Data, "ran");
        await gateway.Run(Enumerable.Range(0, 60).Select(i => Some.Script($"t{i}", $"echo {i} >> {ran}; sleep 0.02")));
        for (var kills = 1; kills <= 3; kills++)
        {
            await gateway.Until(() => gateway.Ended.Count >= kills * 10, "some ends");
            agent.Kill();
            agent.StartAgain();
            await gateway.UntilConnected(kills + 1);
        }

        // An order that reached no journal is sent again by the gateway, as here.
        var accepted = gateway.Locked(() => gateway.Accepted.Select(report => report.TaskId).ToHashSet());
        await gateway.Run(Enumerable.Range(0, 60).Where(i => !accepted.Contains($"t{i}")).Select(i => Some.Script($"t{i}", $"echo {i} >> {ran}")));
        await gateway.Until(() => gateway.Ended.Select(ended => ended.TaskId).Distinct().Count() == 60, "all 60 ends");

        Assert.Equal(Enumerable.Range(0, 60), (await File.ReadAllLinesAsync(ran)).Select(int.Parse).Order());
        Assert.All(gateway.Ended, ended => Assert.Equal((TaskOutcome.Exited, 0), (ended.Outcome, ended.ExitCode)));
    }

    [Fact]
    public async Task Kill_BetweenReportAndAnswer_TheSameReportComesAgain()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        gateway.Settles = _ => null;
        await gateway.Run(Some.Script("t1", "echo x; exit 2"));
        await gateway.UntilEnded("t1");

        agent.Kill();
        agent.StartAgain();
        await gateway.Until(() => gateway.Ended.Count >= 2, "the report again");

        Assert.Equal(gateway.Ended[0], gateway.Ended[1]);
        Assert.Equal("x\n", gateway.LogOf("t1").Stdout);
        Assert.Equal(HeldPhase.Ended, gateway.Hellos[1].Tasks.Single().Phase);
    }

    private static void AssertWhole(TestGateway gateway, TaskEnded ended)
    {
        Assert.Equal((TaskOutcome.Exited, 6), (ended.Outcome, ended.ExitCode));
        var expected = string.Concat(Enumerable.Range(1, Lines).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));
        Assert.Equal(expected, gateway.LogOf("t1").Stdout);
        Assert.Equal(expected.Length, ended.StdoutBytes);
        Assert.Single(gateway.Ended);
        Assert.InRange(ended.Usage!.UserMicroseconds + ended.Usage.SystemMicroseconds, 1, long.MaxValue);
        Assert.InRange(ended.Usage.PeakMemoryBytes, 1, long.MaxValue);
    }
}
