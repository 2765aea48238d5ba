using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Limits that no control group holds: the supervisor watches them, over everything that came of the task.</summary>
public sealed class TaskLimitsTests : IDisposable
{
    private const long MiB = 1 << 20;

    private readonly TestHost _host = new();

    [Fact]
    public async Task Memory_OfAllItsProcessesTogether_EndsThemAll()
    {
        // None of the four is over the limit by itself; one has fled from the session.
        const string Hog = """
            import os, time
            for child in range(4):
                if os.fork() == 0:
                    if child == 3: os.setsid()
                    hold = bytearray(os.urandom(1)) * (60 << 20)
                    time.sleep(600)
            print("all", flush=True)
            time.sleep(600)
            """;
        var order = With(new TaskLimits(MemoryBytes: 200 * MiB), Hog, TaskKind.Python);

        var end = await _host.Run(order);

        IsOver(FailureCode.MemoryLimitExceeded, end);
        Assert.Equal(LimitMeans.Watched, end.LimitsHeld!.MemoryBytes);
        await NothingIsLeft(order);
    }

    [Fact]
    public async Task Memory_ThatIsShared_CountsOnce()
    {
        // Four processes that share 100 MiB have 100 MiB, though each has it.
        const string Shared = """
            import os, time
            hold = bytearray(os.urandom(1)) * (100 << 20)
            for child in range(3):
                if os.fork() == 0:
                    time.sleep(1)
                    os._exit(0)
            for child in range(3): os.wait()
            """;

        var end = await _host.Run(With(new TaskLimits(MemoryBytes: 200 * MiB), Shared, TaskKind.Python));

        Assert.Equal((0, null, LimitMeans.Watched), (end.ExitCode, end.Failure, end.LimitsHeld?.MemoryBytes));
    }

    [Fact]
    public async Task Processes_AForkBomb_IsPutOut()
    {
        // It stops by itself at 3,000, should the limit not hold.
        const string Bomb = """
            import os, time
            made = 0
            while made < 3000:
                made += 1
                if os.fork() == 0:
                    os.setsid()
                    time.sleep(600)
                    os._exit(0)
            time.sleep(600)
            """;
        var order = With(new TaskLimits(Processes: 50), Bomb, TaskKind.Python);

        var end = await _host.Run(order);

        IsOver(FailureCode.LimitExceeded, end);
        Assert.Equal(LimitMeans.Watched, end.LimitsHeld!.Processes);
        await NothingIsLeft(order);
    }

    [Fact]
    public async Task Processes_AsManyAsItMay_AreLeftAlone()
    {
        var end = await _host.Run(With(new TaskLimits(Processes: 6), "for i in 1 2 3 4 5; do sleep 0.5 & done; wait"));

        Assert.Equal((0, null), (end.ExitCode, end.Failure));
    }

    [Fact]
    public async Task CpuTime_OfThoseThatLiveAndOfThoseThatEnded_AddsUp()
    {
        const string Burn = """
            import os, time
            def spin(seconds):
                until = time.process_time() + seconds
                while time.process_time() < until: pass
            while True:
                if os.fork() == 0:
                    spin(0.2)
                    os._exit(0)
                os.wait()
            """;
        var order = With(new TaskLimits(CpuSeconds: 1), Burn, TaskKind.Python);

        var end = await _host.Run(order);

        IsOver(FailureCode.CpuLimitExceeded, end);
        Assert.InRange(end.Usage!.UserMicroseconds + end.Usage.SystemMicroseconds, 900_000, 3_000_000);
    }

    [Fact]
    public async Task CpuTime_OfAProcessWhoseSupervisorWasKilled_IsHeldByTheKernel()
    {
        var order = With(new TaskLimits(CpuSeconds: 1), "echo up; while :; do :; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, said => said == "up\n");
        _ = Native.Kill(FilesOf(order).ReadClaim()!.Supervisor!.Id.Pid, Signals.Kill);

        var end = await TestHost.End(process);

        Assert.Equal((ProcessEndKind.Unseen, LimitMeans.Watched), (end.Kind, end.LimitsHeld?.CpuSeconds));
        await NothingIsLeft(order);
    }

    [Fact]
    public async Task OpenFiles_OfEachProcess_AreRefused_AndNothingIsEnded()
    {
        const string Open = """
            import os
            held = []
            try:
                while True: held.append(os.open("/dev/null", os.O_RDONLY))
            except OSError as refused:
                print(refused.errno, len(held) + 3)
            """;

        var order = With(new TaskLimits(OpenFiles: 64), Open, TaskKind.Python);
        var end = await _host.Run(order);

        Assert.Equal((0, null, LimitMeans.EachProcess), (end.ExitCode, end.Failure, end.LimitsHeld?.OpenFiles));
        Assert.Equal("24 64\n", _host.Stdout(order).Replace("63\n", "64\n", StringComparison.Ordinal));   // the interpreter may hold its script open
    }

    [Fact]
    public async Task OpenFiles_MayBeMoreThanUsual()
    {
        var order = With(new TaskLimits(OpenFiles: 4096), "ulimit -n");

        await _host.Run(order);

        Assert.Equal("4096\n", _host.Stdout(order));
    }

    [Fact]
    public async Task AShareOfTheProcessor_WithoutControlGroups_IsSaidNotToBeHeld()
    {
        var end = await _host.Run(With(new TaskLimits(CpuPercent: 10), "true"));

        Assert.Equal((0, new LimitsHeld(CpuPercent: LimitMeans.NotHeld)), (end.ExitCode, end.LimitsHeld));
    }

    [Fact]
    public async Task ATaskOfAnotherUser_IsEndedAllTheSame()
    {
        var order = With(new TaskLimits(Processes: 3), "for i in 1 2 3 4 5 6; do setsid sleep 600 & done; wait") with { RunAs = new RunAs("daemon") };

        var end = await _host.Run(order);

        IsOver(FailureCode.LimitExceeded, end);
        Assert.Empty(await new TaskProcesses(FilesOf(order), TimeProvider.System, ofAnybody: true).Find(null, null));
    }

    [Fact]
    public async Task TheNextLifeOfTheAgent_FindsWhichLimitItWas()
    {
        var order = With(new TaskLimits(Processes: 1, MemoryBytes: 400 * MiB), "sleep 600 & wait");
        IsOver(FailureCode.LimitExceeded, await _host.Run(order));

        var end = await TestHost.End((await _host.Another().Find(order))!);

        IsOver(FailureCode.LimitExceeded, end);
        Assert.Equal(new LimitsHeld(MemoryBytes: LimitMeans.Watched, Processes: LimitMeans.Watched), end.LimitsHeld);
    }

    [Fact]
    public async Task WithoutLimits_NothingIsSaidOfThem()
    {
        var end = await _host.Run(Some.Script("t", "true"));

        Assert.Equal((0, null), (end.ExitCode, end.LimitsHeld));
    }

    public void Dispose() => _host.Dispose();

    private static RunTask With(TaskLimits limits, string script, TaskKind kind = TaskKind.Shell) => Some.Script("t", script, kind) with { Limits = limits };

    private static void IsOver(FailureCode expected, ProcessEnd end)
    {
        Assert.True(end is { Kind: ProcessEndKind.Known, Signal: 9, ProcessesLeft: 0 }, end.ToString());
        Assert.Equal(expected, end.Failure);
    }

    private async Task NothingIsLeft(RunTask order) => Assert.Empty(await new TaskProcesses(FilesOf(order), TimeProvider.System).Find(null, null));

    private TaskFiles FilesOf(RunTask order) => new(Path.Join(_host.Data, "tasks"), OrleansOps.HostAgent.AttemptId.Of(order));
}
