using OrleansOps.Protocol;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Agents;

/// <summary>`ops-agent run --once`: one task and no other, then it has left and nothing of it is on the host, whatever way it ends.</summary>
public sealed class OneTaskTests : IDisposable
{
    private const string Patient = "600";

    private readonly TemporaryDirectory _directory = new();

    private string Data => Path.Join(_directory.Path, "data");

    private string LogFile => Path.Join(_directory.Path, "agent.log");

    private string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "nothing";

    [Fact]
    public async Task Run_ItEnrolsItself_DeliversOneTask_Leaves_AndNothingIsLeft()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway);
        await gateway.UntilConnected();

        await gateway.Run(Some.Script("t1", "echo out; exit 7"));

        Assert.Equal(0, await Ended(agent));
        Assert.Equal((7, "out\n", 1), (Assert.Single(gateway.Ended).ExitCode, gateway.LogOf("t1").Stdout, gateway.Left));
        Assert.Equal(1, gateway.Hellos[0].Slots);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Run_OfManyOrdersAtOnce_OneIsTaken_AndNoneAfterIt()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway);
        await gateway.UntilConnected();
        var started = Path.Join(_directory.Path, "started");
        Directory.CreateDirectory(started);

        await gateway.Run(Enumerable.Range(1, 20).Select(number => Some.Script($"t{number}", $"touch {started}/{number}")));

        Assert.Equal(0, await Ended(agent));
        Assert.Single(gateway.Accepted.Select(accepted => accepted.TaskId).Distinct());
        Assert.Single(Directory.EnumerateFiles(started));
        Assert.Equal(19, gateway.Refused.Count(refused => refused is { Code: RefusalCode.Stopping, Reason: "The agent is for one task, and has had one." }));
    }

    [Fact]
    public async Task Terminated_BeforeItHasATask_ItLeaves()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway);
        await gateway.UntilConnected();

        agent.Signal(OwnProcess.Terminate);

        Assert.Equal(4, await Ended(agent));
        Assert.Equal(1, gateway.Left);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Terminated_WhileItsTaskRuns_ThatIsCancelledAsItWants_AndTold()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway);
        await gateway.UntilConnected();
        await gateway.Run(Some.Script("t1", "trap 'echo cleaned; exit 3' INT; echo begun; while :; do sleep 0.1; done"));
        await gateway.UntilStdout("t1", text => text == "begun\n");

        agent.Signal(OwnProcess.Terminate);

        Assert.Equal(0, await Ended(agent));
        Assert.Equal((TaskOutcome.Cancelled, "begun\ncleaned\n", 1), (Assert.Single(gateway.Ended).Outcome, gateway.LogOf("t1").Stdout, gateway.Left));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task GatewayAway_WhenItsTaskHasEnded_ItGivesUpInTime_AndNothingIsLeft()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway, patience: "2");
        await gateway.UntilConnected();
        await Sh("mkfifo fifo");
        await gateway.Run(Some.Script("t1", "echo begun; cat <fifo") with { WorkingDirectory = _directory.Path });
        await gateway.UntilStdout("t1", text => text == "begun\n");
        await gateway.Stop();

        await Sh("echo on >fifo");

        Assert.Equal(5, await Ended(agent));
        Assert.Contains("Given up: the gateway was not told all, and 1 results are lost.", Log, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task GatewayAway_BeforeItHasATask_TerminatedItEndsAllTheSame()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = Start(gateway, patience: "2");
        await gateway.UntilConnected();
        await gateway.Stop();

        Assert.Equal(5, await Ended(agent));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Killed_WhileItsTaskRuns_TheNextLifeDeliversThat_AndTakesNoOther()
    {
        await using var gateway = await TestGateway.Start();
        await using var first = Start(gateway);
        await gateway.UntilConnected();
        await Sh("mkfifo fifo");
        await gateway.Run(Some.Script("t1", "echo begun; cat <fifo") with { WorkingDirectory = _directory.Path });
        await gateway.UntilStdout("t1", text => text == "begun\n");
        await first.Kill();

        await using var second = Start(gateway);
        await gateway.UntilConnected(2);
        await gateway.Run(Some.Script("t2", "true"));
        await Sh("echo on >fifo");

        Assert.Equal(0, await Ended(second));
        Assert.Equal(("t1", 0, "begun\non\n"), (Assert.Single(gateway.Ended).TaskId, gateway.Ended[0].ExitCode, gateway.LogOf("t1").Stdout));
        Assert.Equal("t2", Assert.Single(gateway.Refused).TaskId);
        Assert.Single(gateway.Enrolments);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Leave_WhoseAnswerIsLost_IsBelievedWhenTheDoorIsShut()
    {
        await using var gateway = await TestGateway.Start();
        gateway.AnswersLeave = false;
        await using var agent = Start(gateway);
        await gateway.UntilConnected();

        await gateway.Run(Some.Script("t1", "true"));

        Assert.Equal((0, 1), (await Ended(agent), gateway.Left));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Run_WhereTheJoinTokenIsRefused_NothingIsLeft()
    {
        await using var gateway = await TestGateway.Start();
        gateway.RefusalDetail = "No more hosts.";
        await using var agent = Start(gateway);

        Assert.Equal(1, await Ended(agent));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Run_WhereSomebodyElsesThingsAre_NothingOfThemIsTouched()
    {
        await using var gateway = await TestGateway.Start();
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Join(Data, "precious"), "mine");
        Assert.Equal((1, "mine"), (await Ended(Start(gateway)), await File.ReadAllTextAsync(Path.Join(Data, "precious"))));
        File.Delete(Path.Join(Data, "precious"));

        var (enrolled, _, error) = await AgentProcess.Run(["enrol", "--data", Data, "--server", gateway.Address.ToString(), "--join-token-stdin"], TestGateway.JoinToken);
        Assert.True(enrolled == 0, error);
        Assert.Equal(1, await Ended(Start(gateway)));
        Assert.True(File.Exists(Path.Join(Data, "identity.json")));
        Assert.Equal(0, gateway.Left);
    }

    public void Dispose() => _directory.Dispose();

    private OwnProcess Start(TestGateway gateway, string patience = Patient)
    {
        gateway.AgentLog = () => Log;
        return new OwnProcess(
            AgentProcess.Program,
            ["run", "--once", "--patience", patience, "--data", Data, "--server", gateway.Address.ToString(), "--log-file", LogFile, "--log-level", "Debug"],
            Path.Join(_directory.Path, "printed"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_AGENT_JOIN_TOKEN"] = TestGateway.JoinToken });
    }

    private static Task<int> Ended(OwnProcess agent) => agent.Ended();

    private async Task Sh(string command)
    {
        var (exitCode, _, error) = await AgentProcess.RunAs("/bin/sh", ["-c", command], directory: _directory.Path);
        Assert.True(exitCode == 0, error);
    }
}
