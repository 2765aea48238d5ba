using System.Text.RegularExpressions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Tasks of another user, which an agent of root starts: run as root, with the users that every Linux has.</summary>
public sealed class RunAsTests : IDisposable
{
    private static readonly RunAs Daemon = new("daemon");

    private readonly TestHost _host = new();

    [Fact]
    public async Task Start_AsAnotherUser_IsWhollyHis()
    {
        const string Look = """
            echo id=$(id -u):$(id -g):$(id -G)
            grep -E '^(Uid|Gid|CapEff|CapPrm|CapAmb|Groups):' /proc/self/status | tr '\t' ' '
            echo home=$HOME user=$USER logname=$LOGNAME
            echo own=$(stat -c %U:%a .) script=$(stat -c %U:%a "$0")
            cat "$0" >/dev/null && echo readable
            echo descriptors=$(ls /proc/self/fd | tr '\n' ' ')
            touch made && echo made=$(stat -c %U:%a made)
            echo stderr >/dev/stderr && echo stdout >/dev/stdout
            echo secret=$SECRET stdin=$(cat /dev/stdin)
            """;
        var order = Some.Script("t", Look) with
        {
            RunAs = Daemon,
            Stdin = "given"u8.ToArray(),
            Env = new Dictionary<string, string> { ["SECRET"] = "passed" },
            Setting = new TaskSetting(Umask: 0x17),
        };
        var daemon = Accounts.Find("daemon")!;

        var end = await _host.Run(order);

        var (uid, gid) = (daemon.User, daemon.Group);
        var said = _host.Stdout(order).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(end is { ExitCode: 0, Note: null }, $"{end}\n{_host.Stdout(order)}\n{_host.Stderr(order)}");
        Assert.Equal(
            [
                $"id={uid}:{gid}:{string.Join(' ', daemon.Groups)}",
                $"Uid: {uid} {uid} {uid} {uid}",
                $"Gid: {gid} {gid} {gid} {gid}",
                $"Groups: {string.Join(' ', daemon.Groups)} ",
                "CapPrm: 0000000000000000",
                "CapEff: 0000000000000000",
                "CapAmb: 0000000000000000",
                $"home={daemon.Home} user=daemon logname=daemon",
                "own=daemon:700 script=daemon:700",
                "readable",
                "descriptors=0 1 2 3",   // the last is the list's own
                "made=daemon:640",
                "stdout",
                "secret=passed stdin=given",
            ],
            said);
        Assert.Equal("stderr\n", _host.Stderr(order));
    }

    [Fact]
    public async Task Start_WithGroups_HasThoseAndNoOthers()
    {
        var order = Some.Script("t", "id -u; id -g; id -G") with { RunAs = new RunAs("nobody", Group: "daemon", Groups: ["mail", "2"]) };

        await _host.Run(order);

        Assert.Equal($"{Accounts.Find("nobody")!.User}\n{Accounts.FindGroup("daemon")}\n{Accounts.FindGroup("daemon")} 2 {Accounts.FindGroup("mail")}\n", Sorted(_host.Stdout(order)));
    }

    [Fact]
    public async Task Start_ByNumber_IsTheUserOfThatNumber()
    {
        var order = Some.Script("t", "id -un") with { RunAs = new RunAs(Accounts.Find("daemon")!.User.ToString(System.Globalization.CultureInfo.InvariantCulture)) };

        await _host.Run(order);

        Assert.Equal("daemon\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Start_AnotherUser_SeesNothingOfOtherTasksNorOfTheAgent()
    {
        var other = Some.Script("other", "echo private | tee file");
        await _host.Run(other);
        await File.WriteAllTextAsync(Path.Join(_host.Data, "identity.json"), "token");
        File.SetUnixFileMode(Path.Join(_host.Data, "identity.json"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var order = Some.Script("t", $"for path in {_host.Data} {_host.Data}/tasks {_host.Data}/tasks/other.1; do ls $path; done; cat {_host.Data}/identity.json {_host.Data}/tasks/other.1.script {_host.Data}/tasks/other.1.out {_host.Data}/tasks/other.1/file {_host.Data}/tasks/t.1.claim")
            with
        { RunAs = Daemon };

        var end = await _host.Run(order);

        Assert.Equal((1, ""), (end.ExitCode, _host.Stdout(order)));
        string[] denied = ["", "/tasks", "/tasks/other.1", "/identity.json", "/tasks/other.1.script", "/tasks/other.1.out", "/tasks/other.1/file", "/tasks/t.1.claim"];
        Assert.All(denied, path => Assert.Matches($"{Regex.Escape(_host.Data + path)}'?: Permission denied", _host.Stderr(order)));
    }

    [Fact]
    public async Task End_WholeOutputAndNoDirectoryThatAnotherTaskGets()
    {
        var order = Some.Script("t", "seq 1 200000; seq 1 1000 >&2") with { RunAs = Daemon };

        var process = await _host.Host.Start(order);
        var end = await TestHost.End(process);

        Assert.Equal((0, 1_288_895, 3_893), (end.ExitCode, _host.Bytes(order, LogStream.Stdout).Length, _host.Bytes(order, LogStream.Stderr).Length));
        Assert.False(((SupervisedProcess)process).IsClean);
        await _host.Host.Remove(AttemptId.Of(order));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(_host.Data, "tasks")));
    }

    [Fact]
    public async Task Signal_AnotherUsersTree_IsKilled_AlsoWithoutItsSupervisor()
    {
        var order = Some.Script("t", "trap '' INT TERM; setsid sleep 600 & sleep 600 & echo up; wait; wait") with { RunAs = Daemon };
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, said => said == "up\n");

        var end = await TestHost.Kill(process);

        Assert.Equal((9, 0), (end.Signal, end.ProcessesLeft));

        var orphan = Some.Script("orphan", "setsid sh -c 'exec sleep 600' & echo up; wait") with { RunAs = Daemon };
        var second = await _host.Host.Start(orphan);
        await _host.UntilStdout(orphan, said => said == "up\n");
        var files = new TaskFiles(Path.Join(_host.Data, "tasks"), AttemptId.Of(orphan));
        _ = Native.Kill(files.ReadClaim()!.Supervisor!.Id.Pid, Signals.Kill);
        Assert.Equal(0, (await TestHost.Kill(second)).ProcessesLeft);
        Assert.Empty(await new TaskProcesses(files, TimeProvider.System, ofAnybody: true).Find(null, null));
    }

    [Fact]
    public async Task Start_InLogin_HasReadItsProfile()
    {
        var home = Directory.CreateDirectory(Path.Join(_host.Data, "home")).FullName;
        await File.WriteAllTextAsync(Path.Join(home, ".profile"), "export FROM_PROFILE=yes\n");
        var order = Some.Script("t", "echo $FROM_PROFILE $1 $(id -un)") with { RunAs = Daemon with { Login = true }, Argv = ["a b"], Env = new Dictionary<string, string> { ["HOME"] = home } };
        File.SetUnixFileMode(Path.Join(home, ".profile"), (UnixFileMode)0x1A4);   // whatever the umask of the test is
        File.SetUnixFileMode(home, (UnixFileMode)0x1ED);
        File.SetUnixFileMode(_host.Data, (UnixFileMode)0x1C9);

        var end = await _host.Run(order);

        Assert.Equal((0, "yes a b daemon\n"), (end.ExitCode, _host.Stdout(order)));
    }

    [Fact]
    public async Task Start_BelowADirectoryThatLetsNobodyPass_SaysSo()
    {
        var closed = Directory.CreateDirectory(Path.Join(_host.Data, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var host = _host.Another(closed.CreateSubdirectory("data").FullName);

        var end = await TestHost.End(await host.Start(Some.Script("t", "true") with { RunAs = Daemon }));

        Assert.Equal((ProcessEndKind.NeverStarted, FailureCode.PathDenied), (end.Kind, end.Failure));
        Assert.Equal(
            "User 'daemon' cannot get to the task's own directory: Permission denied. Every directory above the agent's data must let others pass (chmod o+x).", end.Note);
    }

    [Fact]
    public async Task Start_ATerminal_IsHisToOpen()
    {
        var order = Some.Script("t", "tty; echo again >$(tty)") with { RunAs = Daemon, Tty = new TerminalSize(80, 24) };

        var end = await _host.Run(order);

        Assert.Equal(0, end.ExitCode);
        Assert.EndsWith("again\n", _host.Stdout(order), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-user", null, null, "There is no user 'no-such-user' on this host.")]
    [InlineData("daemon", "no-such-group", null, "There is no group 'no-such-group' on this host.")]
    [InlineData("daemon", null, "no-such-group", "There is no group 'no-such-group' on this host. Create it, or name another in runAs.groups.")]
    [InlineData("4294967295", null, null, "There is no user '4294967295' on this host.")]
    public async Task Start_AsNobodyWhoIsThere_NeverStarts(string user, string? group, string? another, string expected)
    {
        var end = await _host.Run(Some.Script("t", "true") with { RunAs = new RunAs(user, group, another is null ? null : [another]) });

        Assert.Equal((ProcessEndKind.NeverStarted, FailureCode.NotFound), (end.Kind, end.Failure));
        Assert.StartsWith(expected, end.Note, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static string Sorted(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').OrderBy(uint.Parse)) + "\n"));
}
