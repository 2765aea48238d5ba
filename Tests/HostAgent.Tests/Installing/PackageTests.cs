using System.Security.Cryptography;
using System.Text.Json;
using OrleansOps.HostAgent.Installing;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Installing;

/// <summary>The Debian package of `./ops publish agent`, made of a program that is at hand, and what dpkg does with it in a root of the test's own.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TestRoot _root = new();
    private readonly TemporaryDirectory _artifacts = new();

    public PackageTests()
    {
        foreach (var folder in (string[])["/var/lib/dpkg/info", "/var/lib/dpkg/updates", "/var/lib/dpkg/triggers"])
        {
            Directory.CreateDirectory(_root.At(folder));
        }

        File.WriteAllText(_root.At("/var/lib/dpkg/status"), "");
    }

    private string Folder => Path.Join(_artifacts.Path, "publish/agent");

    [Fact]
    public async Task ItIsInstalledUpgradedRemovedAndPurged_AndLeavesNothing()
    {
        var (first, second) = (await Package("0.1.0"), await Package("0.1.1"));
        var before = Contents();

        await Dpkg("--install", first);
        Assert.Equal(await File.ReadAllBytesAsync(AgentProcess.Program), await File.ReadAllBytesAsync(_root.At("/usr/bin/ops-agent")));
        Assert.Equal(UnitFile.Text(user: null).Replace("/usr/local/bin", "/usr/bin", StringComparison.Ordinal), await File.ReadAllTextAsync(_root.At("/usr/lib/systemd/system/ops-agent.service")));
        Assert.Equal(FirstSettings.Text(), await File.ReadAllTextAsync(_root.At("/etc/ops-agent/config.yaml")));
        Assert.Equal("/usr/lib/systemd/system/ops-agent.service", new FileInfo(_root.At("/etc/systemd/system/multi-user.target.wants/ops-agent.service")).LinkTarget);
        await File.AppendAllTextAsync(_root.At("/etc/ops-agent/config.yaml"), "slots: 9\n");
        await File.WriteAllTextAsync(_root.At("/var/lib/ops-agent/identity.json"), "{}");
        File.Delete(_root.At("/etc/systemd/system/multi-user.target.wants/ops-agent.service"));   // an administrator's choice

        await Dpkg("--install", second);
        Assert.EndsWith("slots: 9\n", await File.ReadAllTextAsync(_root.At("/etc/ops-agent/config.yaml")), StringComparison.Ordinal);
        Assert.True(File.Exists(_root.At("/var/lib/ops-agent/identity.json")));
        Assert.False(Path.Exists(_root.At("/etc/systemd/system/multi-user.target.wants/ops-agent.service")));

        await Dpkg("--remove", "ops-agent");
        Assert.False(File.Exists(_root.At("/usr/bin/ops-agent")));
        Assert.True(File.Exists(_root.At("/etc/ops-agent/config.yaml")));
        Assert.True(File.Exists(_root.At("/var/lib/ops-agent/identity.json")));

        await Dpkg("--purge", "ops-agent");
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task ItsChecksumsHold_AndTheSameProgramMakesTheSamePackage()
    {
        var package = await Package("0.1.0");
        var once = await File.ReadAllBytesAsync(package);
        var (exitCode, output, error) = await AgentProcess.RunAs("/bin/sh", ["-c", $"cd '{Folder}' && sha256sum --check --strict SHA256SUMS"]);

        await Package("0.1.0");

        Assert.True(exitCode == 0 && output.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal)) == 3, output + error);
        Assert.Equal(once, await File.ReadAllBytesAsync(package));
    }

    [Fact]
    public async Task ItsMaterials_AreThePackagesOfTheProgram_WithTheirHashes()
    {
        await Package("0.1.0");

        using var materials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(Folder, "ops-agent.cdx.json")));
        var root = materials.RootElement;
        Assert.Equal(("CycloneDX", "1.5"), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString()));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(AgentProcess.Program))),
            root.GetProperty("metadata").GetProperty("component").GetProperty("hashes")[0].GetProperty("content").GetString());
        var names = root.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()).ToList();
        Assert.Contains("YamlDotNet", names);
        Assert.Contains("Serilog.Sinks.File", names);
        Assert.DoesNotContain("Meziantou.Analyzer", names);
        Assert.DoesNotContain(names, name => name is null);
        Assert.All(root.GetProperty("components").EnumerateArray(), component => Assert.Matches("^[0-9a-f]{128}$", component.GetProperty("hashes")[0].GetProperty("content").GetString()));
    }

    public void Dispose()
    {
        _root.Dispose();
        _artifacts.Dispose();
    }

    /// <summary>What is there but dpkg's own notes.</summary>
    private IReadOnlyList<string> Contents() => [.. _root.Contents().Where(entry => !entry.StartsWith("var/lib/dpkg", StringComparison.Ordinal) && !entry.StartsWith("var/log", StringComparison.Ordinal) && !entry.StartsWith("usr/share", StringComparison.Ordinal))];

    private async Task<string> Package(string version)
    {
        var program = Path.Join(Folder, "ops-agent");
        if (!File.Exists(program))
        {
            Directory.CreateDirectory(Folder);
            File.Copy(AgentProcess.Program, program);
        }

        await Succeeds(AgentProcess.RunAs(
            "bash",
            ["-c", $". ops.d/common.sh; . ops.d/package.sh; rid=linux-x64 package_agent agent {version}"],
            limit: TimeSpan.FromMinutes(2),
            variables: new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_ARTIFACTS"] = _artifacts.Path, ["OPS_STATE"] = Path.Join(_artifacts.Path, "state") },
            directory: PrintedCommands.Root));
        return Path.Join(Folder, $"ops-agent_{version}_amd64.deb");
    }

    private Task Dpkg(params string[] arguments) => Succeeds(AgentProcess.RunAs(
        "dpkg", [$"--root={_root.Path}", "--log=/dev/null", "--force-script-chrootless,depends,confold", .. arguments], limit: TimeSpan.FromMinutes(2)));

    private static async Task Succeeds(Task<(int ExitCode, string Output, string Error)> command)
    {
        var (exitCode, output, error) = await command;
        Assert.True(exitCode == 0, output + error);
    }
}
