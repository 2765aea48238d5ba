using System.Security.Cryptography;
using System.Text;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A host that runs signed tasks alone, and whoever speaks for the control plane tries to run something else.</summary>
public sealed class SignedTaskTests : IDisposable
{
    private const string NoKey = "its signature fits no key";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly RunTask Task = Some.Script("t1", "echo \"$GREETING\"", TaskKind.Bash) with
    {
        Argv = ["a", "b c"],
        Env = new Dictionary<string, string> { ["GREETING"] = "hello" },
        Secrets = new Dictionary<string, string> { ["TOKEN"] = "secret" },
        Stdin = "in"u8.ToArray(),
        Tty = new TerminalSize(80, 24),
        RunAs = new RunAs("app", "app", ["adm"]),
        WorkingDirectory = "/srv",
        Setting = new TaskSetting(Umask: 18, Locale: "C.UTF-8"),
    };

    private readonly SigningParty _party = new();

    public void Dispose() => _party.Dispose();

    /// <summary>Each with what of a signed task is another one.</summary>
    public static TheoryData<string, Func<RunTask, RunTask>> Changes => new()
    {
        { "script", task => task with { Script = Encoding.UTF8.GetBytes("echo \"$GREETING\"; id") } },
        { "kind", task => task with { Kind = TaskKind.Shell } },
        { "kind without a script", task => task with { Kind = TaskKind.Argv, Script = null } },
        { "kind named", task => task with { Kind = TaskKind.Auto } },
        { "argument", task => task with { Argv = ["a", "b d"] } },
        { "argument cut in two", task => task with { Argv = ["a", "b", "c"] } },
        { "arguments joined", task => task with { Argv = ["a\nargument=b c"] } },
        { "no arguments", task => task with { Argv = [] } },
        { "variable", task => task with { Env = new Dictionary<string, string> { ["GREETING"] = "hello\nscript=0" } } },
        { "LD_PRELOAD", task => With(task, "LD_PRELOAD", "/tmp/x.so") },
        { "PATH", task => With(task, "PATH", "/tmp") },
        { "BASH_ENV", task => With(task, "BASH_ENV", "/tmp/x") },
        { "BASH_ENV as a secret", task => task with { Secrets = new Dictionary<string, string> { ["TOKEN"] = "secret", ["BASH_ENV"] = "/tmp/x" } } },
        { "a variable as a secret", task => task with { Env = new Dictionary<string, string>(), Secrets = new Dictionary<string, string> { ["TOKEN"] = "secret", ["GREETING"] = "other" } } },
        { "secret as a file", task => task with { SecretFiles = ["TOKEN"] } },
        { "stdin", task => task with { Stdin = "other"u8.ToArray() } },
        { "no stdin", task => task with { Stdin = null } },
        { "terminal", task => task with { Tty = null } },
        { "user", task => task with { RunAs = new RunAs("root", "app", ["adm"]) } },
        { "the agent's user", task => task with { RunAs = null } },
        { "login", task => task with { RunAs = new RunAs("app", "app", ["adm"], Login: true) } },
        { "groups", task => task with { RunAs = new RunAs("app", "app", ["adm", "docker"]) } },
        { "directory", task => task with { WorkingDirectory = "/tmp" } },
        { "umask", task => task with { Setting = new TaskSetting(Umask: 0, Locale: "C.UTF-8") } },
        { "created directory", task => task with { Setting = task.Setting! with { CreateDirectory = true } } },
        { "time zone", task => task with { Setting = task.Setting! with { TimeZone = "Europe/Berlin" } } },
        { "artifact", task => task with { Artifacts = new FileCollection(["/etc/shadow"]) } },
        { "another id", task => task with { TaskId = "t2" } },
        { "longer", task => task with { Signature = task.Signature! with { Until = Now.AddDays(30) } } },
        { "no signature", task => task with { Signature = task.Signature! with { Value = [] } } },
        { "part of a signature", task => task with { Signature = task.Signature! with { Value = task.Signature.Value[..^1] } } },
        { "no signature at all", task => task with { Signature = task.Signature! with { Value = [1, 2, 3] } } },
    };

    [Fact]
    public void AsItWasSigned_ItRuns_WhateverNobodySignsAboutIt()
    {
        var signed = _party.Signed(Task);
        var host = _party.Host([AllowedWork.SignedTasks]);

        Assert.Null(host.Problem(signed, Now));
        Assert.Null(host.Problem(_party.Signed(Task, host: TestGateway.AgentId), Now));
        Assert.Null(host.Problem(signed with { Attempt = 2, TimeoutMs = 1, Limits = new TaskLimits(MemoryBytes: 1 << 30), Secrets = new Dictionary<string, string> { ["TOKEN"] = "another" } }, Now));
    }

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void ChangedSinceItWasSigned_ItIsRefused(string what, Func<RunTask, RunTask> change)
    {
        var problem = _party.Host([AllowedWork.SignedTasks]).Problem(change(_party.Signed(Task)), Now);

        Assert.True(problem?.Contains(NoKey, StringComparison.Ordinal) == true, $"Changed was {what}, and the host said: {problem ?? "nothing"}");
    }

    /// <summary>What is typed decides what runs, and no signature can be over it.</summary>
    [Fact]
    public void WithSomebodyWhoTypes_ItIsRefused()
    {
        var typed = Task with { Stdin = null, InputIdleMs = 60_000 };

        Assert.Contains("somebody types", _party.Host([AllowedWork.SignedTasks]).Problem(_party.Signed(typed), Now), StringComparison.Ordinal);
        Assert.Null(_party.Host([]).Problem(typed, Now));
    }

    [Fact]
    public void ForAnotherHost_OrTooLate_OrByAnotherKey_OrNotSigned_ItIsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var host = _party.Host([AllowedWork.SignedTasks]);

        Assert.Equal(
            "This host runs only signed tasks (its setting 'only'), and its signature is for host 'web-2', and this one is 'agent1' or 'web-1'.",
            host.Problem(_party.Signed(Task, host: "web-2"), Now));
        Assert.Contains("its signature was good until", host.Problem(_party.Signed(Task, until: Now.AddSeconds(-1)), Now), StringComparison.Ordinal);
        Assert.Contains(NoKey, host.Problem(_party.Signed(Task, key: other), Now), StringComparison.Ordinal);
        Assert.Equal("This host runs only signed tasks (its setting 'only'), and the task has no signature.", host.Problem(Task, Now));
    }

    [Fact]
    public void FilesAreNotSigned_AndNeedTheirOwnWord()
    {
        var file = Some.Script("t1", "") with { Kind = TaskKind.File, Script = null, File = new FileDelivery("/etc/cron.d/x", Content: []) };
        var bring = Some.Script("t1", "") with { Kind = TaskKind.Collect, Script = null, Collect = new FileCollection(["/etc/shadow"]) };
        var host = _party.Host([AllowedWork.SignedTasks]);

        Assert.Contains("the task is about files", host.Problem(_party.Signed(file), Now), StringComparison.Ordinal);
        Assert.Contains("the task is about files", host.Problem(_party.Signed(bring), Now), StringComparison.Ordinal);
        Assert.Contains("the task is about files", host.Problem(_party.Signed(Task) with { File = file.File }, Now), StringComparison.Ordinal);
        Assert.Null(_party.Host([AllowedWork.Files]).Problem(file, Now));
        Assert.Contains("the task is none of them", _party.Host([AllowedWork.Files]).Problem(Task, Now), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite, "Others may write to")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, null)]
    public void AKeyThatOthersMayWrite_IsNotTaken(UnixFileMode mode, string? expected) =>
        Held(expected, _party.FileBeside("key.pub", _party.Key.ExportSubjectPublicKeyInfoPem(), mode));

    [Fact]
    public void AKeyBehindALink_APrivateOne_OneOfAnotherKind_OrNone_IsNotTaken()
    {
        var link = _party.FileBeside("link", "");
        File.Delete(link);
        File.CreateSymbolicLink(link, _party.KeyFile);
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Held("is a symbolic link", link);
        Held("holds a private key", _party.FileBeside("private", _party.Key.ExportPkcs8PrivateKeyPem()));
        Held("does not hold one public key", _party.FileBeside("larger", larger.ExportSubjectPublicKeyInfoPem()));
        Held("does not hold one public key", _party.FileBeside("two", _party.Key.ExportSubjectPublicKeyInfoPem() + "\n" + larger.ExportSubjectPublicKeyInfoPem()));
        Held("does not hold one public key", _party.FileBeside("none", "ssh-rsa AAAA"));
        Held("cannot be opened", Path.Join(Path.GetDirectoryName(link), "nowhere"));
    }

    [Fact]
    public void WhatIsSigned_IsTheTextThatTheDocumentSays() => Assert.Equal(
        """
        OrleansOps task 1
        task=t1
        host=web-1
        until=1764567890
        kind=bash
        script=dabd4eeeb322504eccb30dfcc7748b9f79fa27dbf7bcb591db967fb71eded6ef
        argument=a
        argument=b%20c
        variable=GREETING=hello
        secret=TOKEN
        directory=%2Fsrv
        stdin=582967534d0f909d196b97f9e6921342777aea87b46fa52df165389db1fb8ccf
        terminal=80x24
        user=app
        group=app
        groups=adm
        umask=22
        locale=C.UTF-8

        """,
        Encoding.UTF8.GetString(SignedText.Of(Task, "web-1", DateTimeOffset.FromUnixTimeSeconds(1764567890))));

    private static void Held(string? expected, string file)
    {
        var (_, problem) = Signers.Read([file]);

        Assert.True(expected is null ? problem is null : problem?.Contains(expected, StringComparison.Ordinal) == true, $"Expected '{expected}', was '{problem}'.");
    }

    private static RunTask With(RunTask task, string name, string value) => task with { Env = new Dictionary<string, string>(task.Env) { [name] = value } };
}
