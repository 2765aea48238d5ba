using OrleansOps.HostAgent.Installing;
using OrleansOps.Platform;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Installing;

/// <summary>`ops-agent install` and `uninstall` in a root of the test's own.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly TestRoot _root = new();

    [Theory]
    [InlineData(null)]
    [InlineData("ops-agent")]
    public async Task Uninstall_UndoesExactlyWhatInstallDid(string? user)
    {
        var before = _root.Contents();

        await Agent(["install", "--root", _root.Path, .. User(user)]);
        var between = _root.Contents();
        await Agent("uninstall", "--root", _root.Path);

        Assert.NotEqual(before, between);
        Assert.Equal(before, _root.Contents());
    }

    [Fact]
    public async Task Install_PutsProgramSettingsDataAndUnit_AndLeavesSettingsWhenItIsDoneAgain()
    {
        await Agent("install", "--root", _root.Path);
        await File.AppendAllTextAsync(_root.At("/etc/ops-agent/config.yaml"), "slots: 9\n");
        await File.WriteAllTextAsync(_root.At("/usr/local/bin/ops-agent"), "an older one");
        await Agent("install", "--root", _root.Path);

        Assert.Equal(await File.ReadAllBytesAsync(AgentProcess.Program), await File.ReadAllBytesAsync(_root.At("/usr/local/bin/ops-agent")));
        Assert.Equal("rwxr-xr-x", Mode("/usr/local/bin/ops-agent"));
        Assert.Equal("rwx------", Mode("/var/lib/ops-agent"));
        Assert.Equal("rw-r-----", Mode("/etc/ops-agent/config.yaml"));
        Assert.Equal(UnitFile.Text(user: null), await File.ReadAllTextAsync(_root.At("/etc/systemd/system/ops-agent.service")));
        Assert.Equal("/etc/systemd/system/ops-agent.service", new FileInfo(_root.At("/etc/systemd/system/multi-user.target.wants/ops-agent.service")).LinkTarget);
        var (_, effective, _) = await AgentProcess.Run(["config", "--config", _root.At("/etc/ops-agent/config.yaml")]);
        Assert.Contains("\ncgroup: own  # ", effective, StringComparison.Ordinal);
        Assert.Contains("\nslots: 9  # ", effective, StringComparison.Ordinal);
        Assert.Contains("\ndata: /var/lib/ops-agent  # ", "\n" + effective, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_ForAUserOfItsOwn_MakesHim_AndGivesHimWhatIsHis()
    {
        await Agent("install", "--root", _root.Path, "--user", "ops-agent");

        var words = (await File.ReadAllLinesAsync(_root.At("/etc/passwd"))).Single(line => line.StartsWith("ops-agent:", StringComparison.Ordinal)).Split(':');
        Assert.Equal(("/var/lib/ops-agent", "/usr/sbin/nologin"), (words[5], words[6]));
        Assert.Equal(words[2], $"{FileStatus.Read(_root.At("/var/lib/ops-agent"))!.Value.Owner}");
        var settings = FileStatus.Read(_root.At("/etc/ops-agent/config.yaml"))!.Value;
        Assert.Equal(("0", words[3]), ($"{settings.Owner}", $"{settings.Group}"));
        Assert.Contains("\nUser=ops-agent\n", await File.ReadAllTextAsync(_root.At("/etc/systemd/system/ops-agent.service")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_WhereItsEnvironmentNamesAProxy_TheServiceHasThatToo_ForRootAlone()
    {
        var before = _root.Contents();
        var (exitCode, output, error) = await AgentProcess.RunWith(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTPS_PROXY"] = "http://ada:a\"b\\c@proxy.example.org:3128", ["NO_PROXY"] = ".example.net" }, ["install", "--root", _root.Path]);

        Assert.True(exitCode == 0, output + error);
        Assert.Equal("HTTPS_PROXY=\"http://ada:a\\\"b\\\\c@proxy.example.org:3128\"\nNO_PROXY=\".example.net\"\n", await File.ReadAllTextAsync(_root.At("/etc/ops-agent/environment")));
        Assert.Equal("rw-------", Mode("/etc/ops-agent/environment"));
        Assert.Contains("\nEnvironmentFile=-/etc/ops-agent/environment\n", await File.ReadAllTextAsync(_root.At("/etc/systemd/system/ops-agent.service")), StringComparison.Ordinal);
        await Agent("uninstall", "--root", _root.Path);
        Assert.Equal(before, _root.Contents());
    }

    [Fact]
    public async Task Uninstall_LeavesSettingsThatWereChangedAndData_UnlessItPurges()
    {
        await Agent("install", "--root", _root.Path, "--user", "ops-agent");
        var before = _root.Contents();
        await File.AppendAllTextAsync(_root.At("/etc/ops-agent/config.yaml"), "slots: 9\n");
        await File.WriteAllTextAsync(_root.At("/var/lib/ops-agent/identity.json"), "{}");

        var said = await Agent("uninstall", "--root", _root.Path);

        Assert.Equal(
            ["Uninstalled.", $"'{_root.At("/etc/ops-agent/config.yaml")}' stays: it was changed since.",
             $"'{_root.At("/var/lib/ops-agent")}' stays, with the agent's identity and what its tasks left. With --purge it goes too.",
             $"The user ops-agent stays: '{_root.At("/var/lib/ops-agent")}' is his."],
            said.TrimEnd().Split('\n'));
        Assert.True(File.Exists(_root.At("/etc/ops-agent/config.yaml")));
        Assert.False(File.Exists(_root.At("/usr/local/bin/ops-agent")));

        await Agent("install", "--root", _root.Path, "--user", "ops-agent");
        Assert.Equal(before.Count + 1, _root.Contents().Count);
        await Agent("uninstall", "--root", _root.Path, "--purge");
        Assert.False(Path.Exists(_root.At("/var/lib/ops-agent")));
        Assert.False(Path.Exists(_root.At("/etc/ops-agent")));
    }

    [Fact]
    public async Task Uninstall_WhileItsAgentRunsOrKeepsTasks_IsRefused()
    {
        await using var gateway = await TestGateway.Start();
        await Agent("install", "--root", _root.Path);
        Directory.CreateDirectory(_root.At("/var/lib/ops-agent/tasks"));
        await File.WriteAllTextAsync(_root.At("/var/lib/ops-agent/tasks/t1.1.claim"), "");

        var kept = await AgentProcess.Run(["uninstall", "--root", _root.Path, "--purge"]);
        await using (AgentProcess.StartWith(
            ["run", "--data", _root.At("/var/lib/ops-agent"), "--server", gateway.Address.ToString()],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_AGENT_JOIN_TOKEN"] = TestGateway.JoinToken }))
        {
            await gateway.UntilConnected();
            var running = await AgentProcess.Run(["uninstall", "--root", _root.Path]);

            Assert.Equal(1, running.ExitCode);
            Assert.Matches("runs as process [0-9]+. Stop it first.", running.Error);
        }

        Assert.Equal(1, kept.ExitCode);
        Assert.Contains("1 tasks of the agent run on", kept.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_root.At("/usr/local/bin/ops-agent")));
    }

    [Fact]
    public async Task Uninstall_WhereNothingWasInstalled_SaysSo()
    {
        var (exitCode, _, error) = await AgentProcess.Run(["uninstall", "--root", _root.Path]);

        Assert.Equal((1, $"ops-agent: Nothing was installed in '{_root.Path}' by 'ops-agent install'."), (exitCode, error.Trim()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ops-agent")]
    public async Task TheUnit_IsOneThatSystemdTakes(string? user)
    {
        await Agent(["install", "--root", _root.Path, .. User(user)]);
        foreach (var target in Directory.EnumerateFiles("/usr/lib/systemd/system"))
        {
            Directory.CreateDirectory(_root.At("/usr/lib/systemd/system"));
            File.Copy(target, _root.At(target));
        }

        Directory.CreateDirectory(_root.At("/bin"));
        File.Copy("/bin/sh", _root.At("/bin/sh"));   // which the unit calls, and every host has
        var (_, output, error) = await AgentProcess.RunAs("systemd-analyze", ["verify", $"--root={_root.Path}", "--man=no", "--recursive-errors=no", "ops-agent.service"]);

        // Older than 254, it does not know the one key that the unit says it may not know.
        Assert.Equal("", string.Join('\n', (output + error).Split('\n').Where(line => line.Contains("ops-agent", StringComparison.Ordinal) && !line.Contains("DelegateSubgroup", StringComparison.Ordinal))));
    }

    [Fact]
    public void TheUnitToCopy_IsTheOneThatIsInstalled() =>
        Assert.Equal(UnitFile.Text(user: null), File.ReadAllText(Path.Join(PrintedCommands.Root, "deploy/systemd/ops-agent.service")));

    [Fact]
    public void TheSettingsOfThePackage_AreTheSame() =>
        Assert.Equal(FirstSettings.Text(), File.ReadAllText(Path.Join(PrintedCommands.Root, "deploy/debian/config.yaml")));

    [Fact]
    public void TheFirstSettings_SetWhatTheServiceNeedsAlone()
    {
        using var file = new Configuration.SettingsText(FirstSettings.Text());

        Assert.Equal(["data", "cgroup"], file.Read().Values.Where(value => value.Place is not null).Select(value => value.Setting.Key));
    }

    public void Dispose() => _root.Dispose();

    private static string[] User(string? user) => user is null ? [] : ["--user", user];

    private static async Task<string> Agent(params string[] arguments)
    {
        var (exitCode, output, error) = await AgentProcess.Run(arguments);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    private string Mode(string path)
    {
        var mode = (int)File.GetUnixFileMode(_root.At(path));
        return string.Concat("rwxrwxrwx".Select((letter, at) => (mode & (1 << (8 - at))) != 0 ? letter : '-'));
    }
}
