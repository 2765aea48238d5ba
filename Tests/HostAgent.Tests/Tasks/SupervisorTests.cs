using System.Text;
using System.Text.RegularExpressions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class SupervisorTests : IDisposable
{
    private readonly TestHost _host = new();

    [Theory]
    [InlineData("exit 0", 0, null)]
    [InlineData("exit 255", 255, null)]
    [InlineData("kill -SEGV $$", null, 11)]
    [InlineData("kill -KILL $$", null, 9)]
    public async Task Start_HowTheRootEnded_IsKnown(string script, int? exitCode, int? signal)
    {
        var end = await _host.Run(Some.Script("t", script));

        Assert.Equal((ProcessEndKind.Known, exitCode, signal, 0), (end.Kind, end.ExitCode, end.Signal, end.ProcessesLeft));
        Assert.True(end.StartedAt <= end.EndedAt);
    }

    [Fact]
    public async Task End_SaysWhatAllItsProcessesUsed_ThoseThatFledFromTheRootToo()
    {
        const string Work = """
            import os, subprocess, sys, time
            def spin(seconds):
                until = time.process_time() + seconds
                while time.process_time() < until: pass
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0: spin(0.3)
                os._exit(0)
            os.wait()
            hold = bytearray(os.urandom(1)) * (80 << 20)
            spin(0.2)
            """;

        var end = await _host.Run(Some.Script("t", Work, TaskKind.Python));

        Assert.NotNull(end.Usage);
        Assert.InRange(end.Usage.UserMicroseconds + end.Usage.SystemMicroseconds, 500_000, 20_000_000);
        Assert.InRange(end.Usage.PeakMemoryBytes, 80 << 20, 400 << 20);
        Assert.Equal(end.Usage, (await TestHost.End((await _host.Another().Find(Some.Script("t", Work, TaskKind.Python)))!)).Usage);
    }

    [Theory]
    [InlineData("/no/such/program", "'/no/such/program' was not found")]
    [InlineData("no-such-program", "'no-such-program' was not found")]
    [InlineData("/etc/passwd", "'/etc/passwd' may not be executed")]
    public async Task Start_AProgramThatCannotRun_SaysWhy(string program, string expected)
    {
        var end = await _host.Run(Some.Command("t", program));

        Assert.Equal(ProcessEndKind.NeverStarted, end.Kind);
        Assert.Contains(expected, end.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!/bin/bash -eu\nfalse\necho on", TaskKind.Bash, 1, "", "")]
    [InlineData("#!/usr/bin/env -S bash -x\necho on $BASH_VERSION >/dev/null", TaskKind.Bash, 0, "", "+ echo on ")]
    [InlineData("#!/bin/sh -e\r\nfalse\nexit 0", TaskKind.Shell, 1, "", "")]
    [InlineData("#! /usr/bin/env python3\nimport sys; print(sys.argv[1])", TaskKind.Python, 0, "arg\n", "")]
    [InlineData("#!/bin/sh\necho $0", TaskKind.Bash, 0, "script\n", "")]
    public async Task Start_AScriptWithAnInterpreterLine_IsRunByIt_OptionsAndAll(string script, TaskKind kind, int exitCode, string stdout, string stderr)
    {
        var order = Some.Script("t", script, kind) with { Argv = ["arg"] };

        var end = await _host.Run(order);

        Assert.Equal((exitCode, stdout), (end.ExitCode, Regex.Replace(_host.Stdout(order), "^/.*[.]script", "script", RegexOptions.None, TimeSpan.FromSeconds(1))));
        Assert.StartsWith(stderr, _host.Stderr(order), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskKind.Perl, "perl", "T.script a b")]
    [InlineData(TaskKind.Node, "node", "T.script.js a b")]
    [InlineData(TaskKind.Go, "go", "run T.script.go a b")]
    [InlineData(TaskKind.Pwsh, "pwsh", "-NoLogo -NoProfile -NonInteractive -File T.script.ps1 a b")]
    public async Task Start_EachKindOfScript_IsGivenToItsProgramWithItsArguments(TaskKind kind, string program, string expected)
    {
        using var programs = new TemporaryDirectory();
        var path = Path.Join(programs.Path, program);
        await File.WriteAllTextAsync(path, "#!/bin/sh\necho \"$*\"\ntail -n 1 \"$(echo \"$*\" | tr ' ' '\\n' | grep script)\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var order = Some.Script("t", "what it is given\n", kind) with { Argv = ["a", "b"], Env = new Dictionary<string, string> { ["PATH"] = $"{programs.Path}:/usr/bin:/bin" } };

        var end = await _host.Run(order);
        var called = _host.Stdout(order).Split('\n');
        await _host.Host.Remove(AttemptId.Of(order));

        Assert.Equal((0, expected, "what it is given"), (end.ExitCode, Regex.Replace(called[0], "/[^ ]*[.]script", "T.script", RegexOptions.None, TimeSpan.FromSeconds(1)), called[1]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(_host.Data, "tasks")));
    }

    [Theory]
    [InlineData(TaskKind.Perl, "1;", "'perl' was not found on this host. Install it (the package perl brings it)")]
    [InlineData(TaskKind.Node, "1", "'node' was not found on this host. Install it (the package nodejs brings it)")]
    [InlineData(TaskKind.Go, "package main", "'go' was not found on this host. Install it (the package golang-go (Debian, Ubuntu) or golang (Fedora, Red Hat) brings it)")]
    [InlineData(TaskKind.Python, "1", "'python3' was not found on this host. Install it (the package python3 brings it)")]
    [InlineData(TaskKind.Pwsh, "1", "'pwsh' was not found on this host.")]
    [InlineData(TaskKind.Bash, "1", "'bash' was not found on this host.")]
    [InlineData(TaskKind.Auto, "#!/usr/bin/env ruby\n", "'ruby' was not found on this host. Install it (the package ruby brings it)")]
    [InlineData(TaskKind.Auto, "#!/no/such/ruby -w\n", "'/no/such/ruby' was not found on this host. Install it (the package ruby brings it)")]
    [InlineData(TaskKind.Node, "#!/usr/bin/env -S node --test\n", "'node' was not found on this host.")]
    public async Task Start_WithoutItsInterpreter_NeverStarts_AndSaysWhatBringsIt(TaskKind kind, string script, string expected)
    {
        var end = await _host.Run(Some.Script("t", script, kind) with { Env = new Dictionary<string, string> { ["PATH"] = _host.Data } });

        Assert.Equal((ProcessEndKind.NeverStarted, FailureCode.CommandNotFound, null), (end.Kind, end.Failure, end.ExitCode));
        Assert.StartsWith(expected, end.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskKind.Auto, "#!/usr/bin/perl -w\nprint \"$ARGV[0] of perl\\n\"", "a of perl\n")]
    [InlineData(TaskKind.Auto, "echo $1 of the shell", "a of the shell\n")]
    [InlineData(TaskKind.Perl, "print \"$ARGV[0] of perl\\n\"", "a of perl\n")]
    public async Task Start_Auto_FollowsTheFirstLine(TaskKind kind, string script, string expected)
    {
        var order = Some.Script("t", script, kind) with { Argv = ["a"] };

        Assert.Equal((0, expected), ((await _host.Run(order)).ExitCode, _host.Stdout(order)));
    }

    [Theory]
    [InlineData("/no/such/directory", FailureCode.PathNotFound)]
    [InlineData("/etc/passwd", FailureCode.PathNotFound)]
    public async Task Start_WithoutItsDirectory_HasACodeOfItsOwn(string directory, FailureCode expected) =>
        Assert.Equal(expected, (await _host.Run(Some.Script("t", "true") with { WorkingDirectory = directory })).Failure);

    [Fact]
    public async Task Start_AnInterpreterThatIsNotThere_IsNamed()
    {
        var end = await _host.Run(Some.Script("t", "#!/opt/none/bash -e\ntrue", TaskKind.Bash));

        Assert.Contains("'/opt/none/bash' was not found on this host", end.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AWorkingDirectoryThatIsNotThere_SaysWhy()
    {
        var end = await _host.Run(Some.Command("t", "/bin/true") with { WorkingDirectory = "/no/such/place" });

        Assert.Equal(ProcessEndKind.NeverStarted, end.Kind);
        Assert.Contains("'/no/such/place' cannot be entered", end.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ArgumentsOfEveryShape_ArePassedLiterally()
    {
        string[] hostile = ["; rm -rf /", "$(id)", "`id`", "a\nb", "-rf", "", "*", "\u4f60\u597d"];
        var order = Some.Command("t", ["printf", "[%s]", .. hostile]);

        await _host.Run(order);

        Assert.Equal(string.Concat(hostile.Select(argument => $"[{argument}]")), _host.Stdout(order));
    }

    [Fact]
    public async Task Start_Python_ReadsItsInputAndItsEnvironment()
    {
        var order = Some.Script("t", "import os, sys\nprint(sys.stdin.read() + os.environ['GREETING'] + sys.argv[1])", TaskKind.Python) with
        {
            Stdin = Encoding.UTF8.GetBytes("from stdin, "),
            Env = new Dictionary<string, string> { ["GREETING"] = "hello " },
            Argv = ["world"],
        };

        await _host.Run(order);

        Assert.Equal("from stdin, hello world\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Start_TheEnvironment_IsAFewKnownVariablesAndTheOrders()
    {
        Environment.SetEnvironmentVariable("OPS_AGENT_SECRET_OF_THE_TEST", "secret");
        var order = Some.Command("t", "env") with { Env = new Dictionary<string, string> { ["MINE"] = "1" } };

        await _host.Run(order);

        var names = _host.Stdout(order).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).ToList();
        Assert.Contains("MINE", names);
        Assert.Contains("PATH", names);
        Assert.Equal(["OPS_AGENT_ID", "OPS_ATTEMPT", "OPS_TASK_ID", "OPS_TASK_MARK"], names.Where(name => name.StartsWith("OPS_", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(names, name => name.StartsWith("DOTNET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_ScriptsThatReopenTheirOutput_DoNotTruncateIt()
    {
        var order = Some.Script("t", "echo one >&2; echo two > /dev/stderr; echo three | tee /dev/stderr >/dev/null; echo four >&2");

        await _host.Run(order);

        Assert.Equal("one\ntwo\nthree\nfour\n", _host.Stderr(order));
    }

    [Fact]
    public async Task Start_OnlyTheThreeStandardDescriptorsAreOpen()
    {
        var order = Some.Command("t", "sh", "-c", "i=0; while [ $i -lt 300 ]; do [ -e /proc/self/fd/$i ] && echo $i; i=$((i+1)); done");

        await _host.Run(order);

        Assert.Equal("0\n1\n2\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Start_SignalsAndLimits_AreThoseOfAFreshLogin()
    {
        var order = Some.Script("t", "grep -E 'SigBlk|SigIgn' /proc/self/status; ulimit -Sn; umask");

        await _host.Run(order);

        var lines = _host.Stdout(order).Split('\n');
        Assert.Equal("SigBlk:\t0000000000000000", lines[0]);
        Assert.Equal(0UL, Convert.ToUInt64(lines[1].Split('\t')[1], 16) & 0x7FFFFFFF);   // 1 to 31; two above belong to libc
        Assert.Equal("1024", lines[2]);
    }

    [Fact]
    public async Task Start_TenMegabytesOnOneLine_ArriveWhole()
    {
        var order = Some.Script("t", "import sys\nsys.stdout.write('x' * 10_000_000)", TaskKind.Python);

        await _host.Run(order);

        Assert.Equal(10_000_000, _host.Bytes(order, LogStream.Stdout).LongLength);
    }

    [Fact]
    public async Task Start_BytesThatAreNoText_ArriveAsTheyAre()
    {
        var order = Some.Script("t", "printf '\\304\\343\\272\\303\\000\\377'");

        await _host.Run(order);

        Assert.Equal([0xC4, 0xE3, 0xBA, 0xC3, 0x00, 0xFF], _host.Bytes(order, LogStream.Stdout));
    }

    [Fact]
    public async Task Start_AThousandShortTasks_EachRunsOnceAndNoSupervisorIsLeft()
    {
        var ran = Path.Join(_host.Data, "ran");
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (i, _) =>
        {
            var end = await _host.Run(Some.Script($"t{i}", $"echo {i} >> {ran}"));
            Assert.Equal((ProcessEndKind.Known, 0), (end.Kind, end.ExitCode));
        });

        Assert.Equal(Enumerable.Range(0, 1_000), File.ReadLines(ran).Select(int.Parse).Order());
    }

    [Fact]
    public async Task Start_AChildThatKeepsTheOutputOpen_EndsTheTaskFiveSecondsAfterItsRoot()
    {
        var order = Some.Script("t", "sleep 300 & echo $!; exit 7");
        var process = await _host.Host.Start(order);

        var end = await TestHost.End(process);

        Assert.Equal((7, 1), (end.ExitCode, end.ProcessesLeft));
        Assert.Contains("1 of its processes live on", end.Note, StringComparison.Ordinal);
        Assert.NotEqual(0, await process.Signal(9));
    }

    [Fact]
    public async Task Start_AChildThatEndsSoonAfterItsRoot_EndsTheTaskWithIt()
    {
        var order = Some.Script("t", "(sleep 0.3; echo late) & exit 0");

        var end = await _host.Run(order);

        Assert.Equal((0, 0, null), (end.ExitCode, end.ProcessesLeft, end.Note));
        Assert.Equal("late\n", _host.Stdout(order));
    }

    public void Dispose() => _host.Dispose();
}
