using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

public sealed class TimeoutTests
{
    [Fact]
    public async Task Run_LongerThanItsTime_TheAgentStopsBeforeTheTaskIsDead_IsTimedOutAllTheSame()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var script = "trap 'echo interrupted; sleep 1; trap - TERM; kill $$' INT; while :; do sleep 0.1; done";
        await gateway.Run(Some.Script("t1", script) with { TimeoutMs = 500, Grace = new CancelGrace(600_000, 0) });

        await gateway.UntilStdout("t1", output => output.Contains("interrupted", StringComparison.Ordinal));
        await agent.Stop();
        await gateway.Until(() => !RootOf("t1", agent).IsAlive, "the task dead while its agent is away");
        agent.Start();
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal((TaskOutcome.TimedOut, 15), (ended.Outcome, ended.Signal));
    }

    private static ProcessId RootOf(string taskId, TestAgent agent)
    {
        var files = new TaskFiles(Path.Join(agent.Data, "tasks"), new AttemptId(taskId, 1));
        return files.ReadClaim()!.Events.OfType<SupervisorEvent.Started>().Single().Id;
    }
}
