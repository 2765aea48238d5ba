using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OrleansOps.EndToEnd;

/// <summary>One line from opsctl makes a host of a machine without an agent: downloaded, checked, enrolled, a service. Or it leaves nothing there.</summary>
public sealed partial class WhenAHostIsInstalled(InstallingWorld installing) : IClassFixture<InstallingWorld>
{
    private static readonly string[] Tools = ["sh", "cat", "chmod", "grep", "id", "ls", "mktemp", "rm", "sha256sum", "tr", "uname"];

    [Fact]
    public async Task TheLineOfOpsctlDoesItAll_AndAgainItReplacesTheProgramAndKeepsWhoItIs()
    {
        using var host = new BareHost();

        var (exitCode, said) = await host.Sh(await installing.Line() + " --name installed-1\n");

        Assert.True(exitCode == 0, said);
        Assert.Contains("Enrolled as ", said, StringComparison.Ordinal);
        Assert.Contains("No systemd runs here. Start it by what does: /usr/local/bin/ops-agent run --config /etc/ops-agent/config.yaml", said, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(Builds.AgentProgram[0]), await File.ReadAllBytesAsync(host.At("/usr/local/bin/ops-agent")));
        Assert.True(File.Exists(host.At("/etc/systemd/system/ops-agent.service")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.At("/var/lib/ops-agent/identity.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(host.At("/tmp")));

        await using var agent = host.Start("/usr/local/bin/ops-agent", "run", "--config", "/etc/ops-agent/config.yaml");
        await Eventually.Get(() => installing.World.Api.Get("/api/v1/agents/installed-1"), view => view["state"]!.GetValue<string>() == "online", $"the host is online; its agent said:\n{agent.Output}");
        await installing.World.Api.Submit("on-installed-1", new { agent = "installed-1", kind = "shell", script = "echo here" });
        await installing.World.Api.Complete("on-installed-1");

        var identity = await File.ReadAllTextAsync(host.At("/var/lib/ops-agent/identity.json"));
        var (again, saidAgain) = await host.Sh(await installing.Line() + "\n");
        Assert.True(again == 0, saidAgain);
        Assert.Contains("Already enrolled as ", saidAgain, StringComparison.Ordinal);
        Assert.Equal(identity, await File.ReadAllTextAsync(host.At("/var/lib/ops-agent/identity.json")));
    }

    [Fact]
    public async Task ForAUserOfItsOwn_WhatItKeepsIsHis()
    {
        using var host = new BareHost();

        var (exitCode, said) = await host.Sh(await installing.Line() + " --user ops-agent --name installed-user\n");

        Assert.True(exitCode == 0, said);
        var user = (await File.ReadAllLinesAsync(host.At("/etc/passwd"))).Single(line => line.StartsWith("ops-agent:", StringComparison.Ordinal)).Split(':')[2];
        var (_, owner) = await host.Sh("stat -c %u /var/lib/ops-agent/identity.json\n");
        Assert.Equal(user, owner.Trim());
    }

    [Fact]
    public async Task AnotherProgramThanTheLineNames_IsNotRunAndNothingIsLeft()
    {
        using var host = new BareHost();
        var before = host.Contents();
        var real = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Builds.AgentProgram[0])));
        var other = new string('0', 64);

        var (exitCode, said) = await host.Sh((await installing.Line()).Replace(real, other, StringComparison.Ordinal) + "\n");

        Assert.Equal(1, exitCode);
        Assert.Contains($"its SHA-256 is {real}, not {other}. Nothing was installed.", said, StringComparison.Ordinal);
        Assert.Equal(before, host.Contents());
    }

    [Fact]
    public async Task ATokenThatIsUsedUp_TakesBackWhatWasInstalled()
    {
        using var first = new BareHost();
        using var second = new BareHost();
        var line = await installing.Line();
        Assert.Equal(0, (await first.Sh(line + " --name installed-first\n")).ExitCode);
        var before = second.Contents();

        var (exitCode, said) = await second.Sh(line + " --user ops-agent\n");

        Assert.Equal(1, exitCode);
        Assert.Contains("The gateway refused: ", said, StringComparison.Ordinal);
        Assert.Contains("What was installed is taken away again.", said, StringComparison.Ordinal);
        Assert.Equal(before, second.Contents());
        Assert.DoesNotContain("ops-agent:", await File.ReadAllTextAsync(second.At("/etc/passwd")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curl", 0, "Enrolled as ")]
    [InlineData("wget", 0, "Enrolled as ")]
    [InlineData(null, 127, "wget: not found")]
    public async Task WhatItDownloadsWith_IsWhatIsThere(string? downloader, int expected, string says)
    {
        using var host = new BareHost();
        host.HasOnly([.. Tools, .. downloader is null ? Array.Empty<string>() : [downloader]]);

        var (exitCode, said) = await host.Sh(await installing.Line() + $" --name installed-{downloader}\n");

        Assert.True(exitCode == expected && said.Contains(says, StringComparison.Ordinal), $"Expected exit code {expected} and '{says}', was {exitCode}: {said}");
    }

    [Fact]
    public async Task WithoutCurlAndWget_TheScriptItselfSaysSoToo()
    {
        using var host = new BareHost();
        var script = await installing.World.Api.Http.GetStringAsync("/install.sh");
        host.HasOnly(Tools);

        var (exitCode, said) = await host.Sh($"sh -c '{script.Replace("'", "'\\''", StringComparison.Ordinal)}' install.sh --server {installing.World.Address} --sha256 {InstallingWorld.Platform}:{new string('0', 64)}\n");

        Assert.Equal((1, "install.sh: Neither curl nor wget is here to download with. Install one of them (Debian: apt-get install curl).\n"), (exitCode, said));
    }

    [Fact]
    public async Task WhoIsNotRoot_IsToldWhatToDo()
    {
        using var host = new BareHost();
        var before = host.Contents();

        var (exitCode, said) = await host.Sh(await installing.Line() + "\n", user: "nobody");

        Assert.Equal((1, "install.sh: Only root can install a service. Put sudo before the line's 'sh -c', or run the line as root.\n"), (exitCode, said));
        Assert.Equal(before, host.Contents());
    }

    [Fact]
    public async Task AMachineThatTheGatewayHasNoAgentFor_IsToldSo()
    {
        using var host = new BareHost();
        host.Replace("uname", "case $1 in -m) echo riscv64 ;; *) echo Linux ;; esac\n");
        var (other, saidOther) = await host.Sh(await installing.Line() + "\n");
        host.Replace("uname", $"case $1 in -m) echo {(InstallingWorld.Platform == "linux-x64" ? "aarch64" : "x86_64")} ;; *) echo Linux ;; esac\n");
        var (missing, saidMissing) = await host.Sh(await installing.Line() + "\n");

        Assert.True(other == 1 && saidOther.Contains("There is no agent for this kind of machine (riscv64)", StringComparison.Ordinal), saidOther);
        Assert.True(missing == 1 && saidMissing.Contains("The line has no hash (--sha256) for linux-", StringComparison.Ordinal), saidMissing);
    }

    [Fact]
    public async Task NoProcessHasTheTokenInItsArgumentsOrItsEnvironment()
    {
        using var host = new BareHost();
        host.Replace("curl", $"for process in /proc/[0-9]*; do tr '\\0' ' ' <\"$process/cmdline\"; tr '\\0' ' ' <\"$process/environ\"; done >>'{host.At("/seen")}' 2>/dev/null\nexec /usr/bin/curl \"$@\"\n");
        var line = await installing.Line();
        var secret = Token().Match(line).Groups["secret"].Value;

        var (exitCode, said) = await host.Sh(line + " --name installed-seen\n");

        Assert.True(exitCode == 0, said);
        var seen = await File.ReadAllTextAsync(host.At("/seen"));
        Assert.Contains("install.sh --server " + installing.World.Address, seen, StringComparison.Ordinal);
        Assert.True(secret.Length > 20, line);
        Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        Assert.All(((string[])["/etc", "/usr/local", "/var/lib"]).SelectMany(place => Directory.EnumerateFiles(host.At(place), "*", SearchOption.AllDirectories)).Where(file => new FileInfo(file) is { Length: < 1_000_000, LinkTarget: null }),
            file => Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AJoinTokenFileThatOthersCanRead_IsRefused()
    {
        using var host = new BareHost();
        var line = await installing.Line();
        var script = await installing.World.Api.Http.GetStringAsync("/install.sh");
        var file = host.At("/tmp/token");
        await File.WriteAllTextAsync(file, Token().Match(line).Value + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var command = $"sh -c '{script.Replace("'", "'\\''", StringComparison.Ordinal)}' install.sh {line[line.IndexOf("--server", StringComparison.Ordinal)..]} --name installed-file --join-token-file {file}\n";

        var (refused, why) = await host.Sh(command);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var (taken, said) = await host.Sh(command);

        Assert.Equal((1, $"install.sh: Others can read '{file}'. Run: chmod 600 '{file}'\n"), (refused, why));
        Assert.True(taken == 0, said);
    }

    [GeneratedRegex("ops_join_[a-z0-9]+_(?<secret>[A-Za-z0-9_-]+)", RegexOptions.None, 1_000)]
    private static partial Regex Token();
}
