using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class TreeKillTests : IDisposable
{
    // Each line prints the process ids of what it started, so that the test can see them dead.
    private const string Fleeing = """
        trap '' INT TERM
        setsid sleep 301 & echo $!
        nohup sleep 302 >/dev/null 2>&1 & echo $!
        python3 -c '
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execvpe("python3", ["python3", "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(303)"], {"PATH": os.environ["PATH"]})
            os._exit(0)
        os.wait()
        '
        env -i setsid sleep 304 >/dev/null 2>&1 & echo $!
        sleep 305 & echo $!
        kill -STOP $!
        echo ready
        wait
        sleep 306
        """;

    private readonly TestHost _host = new();

    [Fact]
    public async Task End_WhatFledWithSetsidNohupAndDoubleFork_IsDeadWhenItReturns()
    {
        var order = Some.Script("t", Fleeing);
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => Pids(output).Count == 5 && output.Contains("ready", StringComparison.Ordinal));

        var end = await TestHost.Kill(process);

        Assert.Equal((9, 0), (end.Signal, end.ProcessesLeft));
        Assert.All(Pids(_host.Stdout(order)), pid => Assert.True(ProcessStat.Read(pid) is null or { IsZombie: true }, $"process {pid} lives"));
    }

    [Fact]
    public async Task End_ATaskThatStopsOnInterrupt_GetsNothingHarsher()
    {
        var order = Some.Script("t", "trap 'echo bye; exit 5' INT; echo ready; while :; do sleep 0.05; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("ready", StringComparison.Ordinal));

        var end = await TreeKill.End(process, new CancelGrace(60_000, 60_000), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(5, end.ExitCode);
        Assert.Contains("bye", _host.Stdout(order), StringComparison.Ordinal);
    }

    /// <summary>Bash that waits is ended by SIGINT before its trap can run: such a script wants SIGTERM first.</summary>
    [Fact]
    public async Task End_WithoutATimeForInterrupt_BeginsWithTerminate()
    {
        var order = Some.Script("t", "trap 'echo cleanup; exit 3' TERM; sleep 100 & echo ready; wait", TaskKind.Bash);
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("ready", StringComparison.Ordinal));

        var end = await TreeKill.End(process, new CancelGrace(0, 60_000), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((3, "ready\ncleanup\n"), (end.ExitCode, _host.Stdout(order)));
    }

    [Fact]
    public async Task End_WithoutAnyTime_IsAKill()
    {
        var order = Some.Script("t", "trap 'echo INT' INT; trap 'echo TERM' TERM; echo ready; while :; do sleep 0.05; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("ready", StringComparison.Ordinal));

        var end = await TreeKill.End(process, new CancelGrace(0, 0), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((9, "ready\n"), (end.Signal, _host.Stdout(order)));
    }

    [Fact]
    public async Task End_TheSupervisorWasKilled_ItsTaskIsFoundAndDies()
    {
        var order = Some.Script("t", Fleeing);
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => Pids(output).Count == 5 && output.Contains("ready", StringComparison.Ordinal));
        var fled = Pids(_host.Stdout(order));
        KillSupervisor(fled[0]);

        var end = await TestHost.Kill(process);

        Assert.Equal(ProcessEndKind.Unseen, end.Kind);
        Assert.Contains("supervisor (opsexec) was killed", end.Note, StringComparison.Ordinal);

        // Who fled into a session of its own AND cleared its environment AND lost its supervisor cannot be told from a stranger.
        var strangers = fled.Where(pid => ProcessStat.Read(pid) is { IsZombie: false }).ToList();
        Assert.InRange(strangers.Count, 0, 2);
        strangers.ForEach(pid => Native.Kill(pid, Signals.Kill));
    }

    [Fact]
    public async Task Ended_TheSupervisorWasKilledAndTheRootEndsLater_IsUnseenOnlyThen()
    {
        var gate = Path.Join(_host.Data, "gate");
        var order = Some.Script("t", $"echo $PPID; while ! [ -e {gate} ]; do sleep 0.05; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => Pids(output).Count == 1);
        Native.Kill(Pids(_host.Stdout(order))[0], Signals.Kill);

        var first = await Task.WhenAny(process.Ended, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        Assert.NotSame(process.Ended, first);
        await File.WriteAllTextAsync(gate, "");
        var end = await TestHost.End(process);

        Assert.Equal((ProcessEndKind.Unseen, 0), (end.Kind, end.ProcessesLeft));
    }

    public void Dispose() => _host.Dispose();

    private static List<int> Pids(string output) =>
        [.. output.Split('\n').Where(line => int.TryParse(line, out _)).Select(int.Parse)];

    private static void KillSupervisor(int descendant)
    {
        for (var stat = ProcessStat.Read(descendant); stat is { } process; stat = ProcessStat.Read(process.Parent))
        {
            if (File.ReadAllText($"/proc/{process.Pid}/comm").StartsWith("opsexec", StringComparison.Ordinal))
            {
                Native.Kill(process.Pid, Signals.Kill);
                return;
            }
        }

        Assert.Fail("no supervisor found");
    }
}
