using System.Text.Json;
using OrleansOps.HostAgent.Agents;

namespace OrleansOps.AgentTests.Cli;

/// <summary>`ops-agent status`, with real agents.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task OfAnAgentThatIsConnected_AndOfOneThatLostItsGateway()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();

        var (connectedCode, connected) = await Status(agent.Data);
        await gateway.Stop();
        var (awayCode, away) = await Until(agent.Data, status => status.Session?.Gateway is null);

        Assert.Equal((0, TestGateway.AgentId, agent.Id, gateway.Address.GetLeftPart(UriPartial.Authority)), (connectedCode, connected.AgentId, connected.Process, connected.Session?.Gateway));
        Assert.InRange(connected.ResidentBytes ?? 0, 1 << 20, 1 << 30);
        Assert.Equal((1, agent.Id), (awayCode, away.Process));
        Assert.NotEqual("", away.Session?.Reason);
    }

    [Fact]
    public async Task OfAnAgentThatWasKilled_SaysThatItDoesNotRun()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.UntilConnected();
        agent.Kill();

        var (exitCode, output, _) = await AgentProcess.Run(["status", "--data", agent.Data]);
        agent.StartAgain();

        Assert.Equal(3, exitCode);
        Assert.Equal([$"enrolled    as {TestGateway.AgentId} at {gateway.Address}", "running     no", "tasks       none"], output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task CountsTheTasksThatItKeeps()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        await gateway.Run(Some.Script("t1", "echo up; sleep 600"), Some.Script("t2", "echo up; sleep 600"));
        await gateway.UntilStdout("t1", output => output == "up\n");
        await gateway.UntilStdout("t2", output => output == "up\n");

        var (_, status) = await Status(agent.Data);
        await gateway.Cancel("t1");
        await gateway.Cancel("t2");
        await gateway.UntilEnded("t1");
        await gateway.UntilEnded("t2");

        Assert.Equal(2, status.Tasks);
    }

    [Fact]
    public async Task OfNone()
    {
        var (exitCode, output, _) = await AgentProcess.Run(["status", "--data", Path.Join(_directory.Path, "none")]);

        Assert.Equal(3, exitCode);
        Assert.StartsWith("enrolled    no: there is no identity in ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<(int ExitCode, AgentStatus Status)> Status(string data)
    {
        var (exitCode, output, error) = await AgentProcess.Run(["status", "--json", "--data", data]);
        return output.StartsWith('{') ? (exitCode, JsonSerializer.Deserialize(output, SessionJson.Default.AgentStatus)!) : throw new InvalidOperationException(output + error);
    }

    private static async Task<(int ExitCode, AgentStatus Status)> Until(string data, Func<AgentStatus, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var seen = await Status(data);
            if (holds(seen.Status) || limit.IsCancellationRequested)
            {
                return seen;
            }
        }
    }
}
