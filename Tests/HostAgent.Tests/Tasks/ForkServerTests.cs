using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>The supervisors' parent dies in every way it can, and no task notices.</summary>
public sealed class ForkServerTests : IDisposable
{
    private readonly TestHost _host = new();

    private int Server => _host.Host.Supervisors.Pid ?? throw new InvalidOperationException("No server runs.");

    [Fact]
    public async Task Killed_WhileATaskRuns_TheTaskRunsOnAndItsEndIsKnown()
    {
        var gate = Path.Join(_host.Data, "gate");
        var order = Some.Script("t", $"echo ready; while ! [ -e {gate} ]; do sleep 0.05; done; echo more; exit 9");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Length > 0);

        await KillServer();
        await File.WriteAllTextAsync(gate, "");
        var end = await TestHost.End(process);

        Assert.Equal((ProcessEndKind.Known, 9, 0), (end.Kind, end.ExitCode, end.ProcessesLeft));
        Assert.Equal("ready\nmore\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Killed_WhileATaskRuns_TheTaskCanStillBeKilledWithItsTree()
    {
        var order = Some.Script("t", "trap '' INT TERM; setsid sleep 321 & echo $!; wait; sleep 322");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));

        await KillServer();
        var end = await TestHost.Kill(process);

        Assert.Equal((9, 0), (end.Signal, end.ProcessesLeft));
        Assert.True(ProcessStat.Read(int.Parse(_host.Stdout(order))) is null or { IsZombie: true });
    }

    [Fact]
    public async Task Killed_BeforeAStart_AnotherServerStartsTheTask()
    {
        await _host.Run(Some.Script("t1", "exit 0"));
        var first = Server;
        await KillServer();

        var end = await _host.Run(Some.Script("t2", "exit 3"));

        Assert.Equal(3, end.ExitCode);
        Assert.NotEqual(first, Server);
    }

    [Fact]
    public async Task Killed_AgainAndAgainWhileTasksStart_EachRunsExactlyOnce()
    {
        const int Tasks = 300;
        var ran = Path.Join(_host.Data, "ran");
        var kills = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Tasks), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (i, _) =>
        {
            if (i % 10 == 5 && _host.Host.Supervisors.Pid is { } server)
            {
                Native.Kill(server, Signals.Kill);
                Interlocked.Increment(ref kills);
            }

            var end = await _host.Run(Some.Script($"t{i}", $"echo {i} >> {ran}"));

            // Whoever is unlucky enough to meet two deaths is told so, and then it never ran.
            if (end is not { Kind: ProcessEndKind.NeverStarted, Note: "The task's supervisor (opsexec) ended before it took the task." })
            {
                Assert.Equal((ProcessEndKind.Known, 0), (end.Kind, end.ExitCode));
            }
            else
            {
                Interlocked.Increment(ref _unlucky);
                await File.AppendAllTextAsync(ran, $"{i}\n", CancellationToken.None);
            }
        });

        Assert.Equal(Enumerable.Range(0, Tasks), (await File.ReadAllLinesAsync(ran)).Select(int.Parse).Order());
        Assert.InRange(kills, 1, Tasks);
        Assert.InRange(_unlucky, 0, Tasks / 10);
    }

    [Fact]
    public async Task Stopped_WhenATaskIsNamed_AndThenKilled_AnotherServerStartsTheTask()
    {
        await _host.Run(Some.Script("t1", "exit 0"));
        const int Stop = 19;
        Native.Kill(Server, Stop);
        var running = _host.Run(Some.Script("t2", "exit 3"));

        await KillServer();

        Assert.Equal(3, (await running).ExitCode);
    }

    [Fact]
    public async Task Named_ATaskThatAnotherSupervisorClaimed_IsFollowedAndRunsOnce()
    {
        var gate = Path.Join(_host.Data, "gate");
        var order = Some.Script("t", $"echo once; while ! [ -e {gate} ]; do sleep 0.05; done; exit 6");
        await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Length > 0);
        using var another = new ForkServer(Supervisor.Path, Path.Join(_host.Data, "tasks"), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var process = new SupervisedProcess(order, new TaskFiles(Path.Join(_host.Data, "tasks"), AttemptId.Of(order)), TimeProvider.System);

        await another.Start(process);
        await File.WriteAllTextAsync(gate, "");

        Assert.Equal(6, (await TestHost.End(process)).ExitCode);
        Assert.Equal("once\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Disposed_WhileATaskRuns_TheServerEndsAndTheTaskRunsOn()
    {
        var gate = Path.Join(_host.Data, "gate");
        var order = Some.Script("t", $"echo ready; while ! [ -e {gate} ]; do sleep 0.05; done; exit 9");
        await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Length > 0);
        var server = Server;

        _host.Host.Dispose();
        await UntilGone(server);
        var found = await _host.Another().Find(order);
        await File.WriteAllTextAsync(gate, "");

        Assert.Equal(9, (await TestHost.End(found!)).ExitCode);
    }

    public void Dispose() => _host.Dispose();

    private int _unlucky;

    private static Task UntilGone(int pid) => Until(() => ProcessStat.Read(pid) is null, $"no process {pid}");

    private static async Task Until(Func<bool> reached, string expected)
    {
        var changes = new Changes();
        await changes.Until(reached, expected, () => "it is still there");
    }

    /// <summary>Returns when its parent has collected it.</summary>
    private async Task KillServer()
    {
        var server = Server;
        Native.Kill(server, Signals.Kill);
        await UntilGone(server);
    }
}
