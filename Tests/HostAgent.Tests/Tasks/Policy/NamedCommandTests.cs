using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A host that runs its own commands alone, and whoever speaks for the control plane tries to make more of them.</summary>
public sealed class NamedCommandTests : IDisposable
{
    private static readonly string[] Tail =
    [
        "tail.run=/usr/bin/printf", "tail.run=<%s>", "tail.run=-n", "tail.run={1}", "tail.run=/var/log/{2}.log", "tail.args=[0-9]{1,4}", "tail.args=[a-z]+", "tail.env=LC_ALL", "up=/bin/true",
    ];

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly SigningParty _party = new();

    public void Dispose() => _party.Dispose();

    public static TheoryData<string, RunTask> Ways => new()
    {
        { "offers no command 'reboot' (its setting 'commands'). It offers: tail, up.", Named("reboot") },
        { "takes 2 arguments, and the task gives 0", Named("tail") },
        { "takes 2 arguments, and the task gives 3", Named("tail", "1", "a", "b") },
        { "takes 0 arguments, and the task gives 1", Named("up", "x") },
        { "argument 1 of 'tail' is not all of [0-9]{1,4}", Named("tail", "1; id", "a") },
        { "argument 1 of 'tail'", Named("tail", "-1", "a") },
        { "argument 1 of 'tail'", Named("tail", "1\n", "a") },
        { "argument 1 of 'tail'", Named("tail", "", "a") },
        { "argument 1 of 'tail'", Named("tail", "\u0661", "a") },
        { "argument 2 of 'tail'", Named("tail", "1", "../../etc/shadow") },
        { "argument 2 of 'tail'", Named("tail", "1", "$(id)") },
        { "argument 2 of 'tail'", Named("tail", "1", "{1}") },
        { "no variable 'LD_PRELOAD'", Named("up") with { Env = new Dictionary<string, string> { ["LD_PRELOAD"] = "/tmp/x.so" } } },
        { "no variable 'PATH'", Named("up") with { Env = new Dictionary<string, string> { ["PATH"] = "/tmp" } } },
        { "no variable 'PATH'", Named("up") with { Secrets = new Dictionary<string, string> { ["PATH"] = "/tmp" } } },
        { "takes arguments alone", Named("up") with { Stdin = "x"u8.ToArray() } },
        { "takes arguments alone", Named("up") with { Tty = new TerminalSize(80, 24), InputIdleMs = 60_000 } },
        { "takes arguments alone", Named("up") with { RunAs = new RunAs("root") } },
        { "takes arguments alone", Named("up") with { WorkingDirectory = "/tmp" } },
        { "takes arguments alone", Named("up") with { Setting = new TaskSetting(Locale: "C") } },
        { "takes arguments alone", Named("up") with { Script = "id"u8.ToArray() } },
        { "takes arguments alone", Named("up") with { Artifacts = new FileCollection(["/etc/shadow"]) } },
        { "the task is none of them", Some.Script("t1", "true") },
        { "the task is none of them", Some.Command("t1", "/bin/true") },
        { "the task is about files", Some.Script("t1", "") with { Kind = TaskKind.File, Script = null, File = new FileDelivery("/tmp/x", Content: []) } },
        { "the task is about files", Named("up") with { File = new FileDelivery("/tmp/x", Content: []), Kind = TaskKind.Argv } },
    };

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void AnythingElse_IsRefused(string expected, RunTask order)
    {
        var problem = _party.Host([AllowedWork.Commands], Tail).Problem(order, Now);

        Assert.True(problem?.Contains(expected, StringComparison.Ordinal) == true, $"Expected '{expected}', was '{problem}'.");
    }

    [Fact]
    public void AnArgumentIsPartOfOneWord_AndAVariableMayBeAllowed()
    {
        var host = _party.Host([AllowedWork.Commands], Tail);
        var order = Named("tail", "10", "syslog") with { Env = new Dictionary<string, string> { ["LC_ALL"] = "C" }, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

        Assert.Null(host.Problem(order, Now));
        var run = host.ToRun(order);
        Assert.Equal((TaskKind.Argv, (string?)null), (run.Kind, run.TraceParent));
        Assert.Equal(["/usr/bin/printf", "<%s>", "-n", "10", "/var/log/syslog.log"], run.Argv);
    }

    /// <summary>What an argument says is not looked at as a place for another.</summary>
    [Fact]
    public void AnArgumentThatLooksLikeAPlace_StaysAsItIs()
    {
        var host = _party.Host([AllowedWork.Commands], "echo.run=/bin/echo", "echo.run={1}", "echo.run={2}", "echo.args=.*", "echo.args=.*");

        Assert.Equal(["/bin/echo", "{2}", "x"], host.ToRun(Named("echo", "{2}", "x")).Argv);
    }

    [Fact]
    public void WhereOnlySignedTasksRun_ACommandNeedsASignatureToo()
    {
        var host = _party.Host([AllowedWork.SignedTasks], "up=/bin/true");

        Assert.Contains("the task has no signature", host.Problem(Named("up"), TimeProvider.System.GetUtcNow()), StringComparison.Ordinal);
        Assert.Null(host.Problem(_party.Signed(Named("up")), TimeProvider.System.GetUtcNow()));
        Assert.Contains("its signature fits no key", host.Problem(_party.Signed(Named("other")) with { Argv = ["up"] }, TimeProvider.System.GetUtcNow()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a b' is no name of a command", "a b=/bin/true")]
    [InlineData("has no such part", "a.shell=/bin/true")]
    [InlineData("has no 'run' with a program", "a.args=x")]
    [InlineData("by its whole path", "a=true")]
    [InlineData("by its whole path", "a.run=/bin/{1}", "a.args=x")]
    [InlineData("runs {2}, and has 1 args", "a.run=/bin/true", "a.run={1}{2}", "a.args=x")]
    [InlineData("no {1} in what it runs", "a=/bin/true", "a.args=x")]
    [InlineData("is no regular expression", "a.run=/bin/true", "a.run={1}", "a.args=a)|(b")]
    [InlineData("is no regular expression", "a.run=/bin/true", "a.run={1}", "a.args=(?=x)")]
    public void ACommandThatIsNoneIsSaid(string expected, params string[] lines) =>
        Assert.Contains(expected, NamedCommands.Read(lines).Problem, StringComparison.Ordinal);

    [Fact]
    public void AProgramThatOthersMayWrite_IsNotOffered() => Assert.Contains(
        "Others may write to",
        NamedCommands.Read([$"a={_party.FileBeside("program", "#!/bin/sh\n", UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherWrite)}"]).Problem,
        StringComparison.Ordinal);

    private static RunTask Named(params string[] argv) => Some.Command("t1", argv) with { Kind = TaskKind.Named };
}
