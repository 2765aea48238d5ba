using System.Collections.Concurrent;
using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>What help, messages, documents, the console and ./ops print is run as it is printed, against a real installation, and ends as it is documented to.</summary>
public sealed class EveryPrintedCommandRuns : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private OpsWorld _world = null!;

    private string Desk => Path.Combine(_world.Root, "desk");

    public async Task InitializeAsync()
    {
        _world = await OpsWorld.Start();
        await _world.StartAgent("web-1", environment: new Dictionary<string, string> { ["PATH"] = $"{TerraformStandIn.AsTerraform(_world)}:{System.Environment.GetEnvironmentVariable("PATH")}" });
        await _world.EnrolHost("web-9");
        await Opsctl.Run(_world, 0, "hosts", "label", "web-1", "role=web", "site=berlin");
        await Opsctl.Run(_world, 0, "hosts", "label", "web-9", "rack=7");
        await LayOutDesk();
        await File.WriteAllTextAsync(Path.Combine(Desk, "old.log"), "old\n");
        await Opsctl.Run(_world, 0, "files", "put", Path.Combine(Desk, "backup.sh"), Path.Combine(Desk, "old.log"));
    }

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task OpsctlDoesWhatIsPrinted()
    {
        var placeholders = new Placeholders(_world, Path.Combine(Desk, "bin", "opsctl"));
        var printed = PrintedCommands.Read().Where(command => !Placeholders.NotRun.ContainsKey(command.Text)).DistinctBy(command => command.Text).ToList();
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(printed, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (command, _) =>
        {
            var filled = await placeholders.Fill(command.Text);
            await using var run = Shell(filled.Line);
            var code = await run.Ended(Limit);
            if (code != filled.ExitCode)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{command.Place}: {command.Text}\n  run as: {filled.Line}\n  expected {filled.ExitCode}, ended with {code}: {run.Output}"));
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
        Assert.True(printed.Count > 60, $"There were only {printed.Count} commands.");
    }

    [Fact]
    public async Task TheReadmesRestExampleShowsTheOutput()
    {
        var block = Blocks.After("README.md", "hello-1").Replace("http://127.0.0.1:5180", _world.Address, StringComparison.Ordinal)
            .Replace("$(hostname)", "web-1", StringComparison.Ordinal).Replace(".ops/gateway/admin-token", "admin.token", StringComparison.Ordinal);
        await using var run = Shell("set -e\n" + block);

        Assert.True(await run.Ended(Limit) == 0, run.Output);

        Assert.Contains("\"phase\":\"succeeded\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("urn:ops:", run.Output, StringComparison.Ordinal);   // no problem
        Assert.Contains("load average", run.Output, StringComparison.Ordinal);
        Assert.Contains("event: end", run.Output, StringComparison.Ordinal);
        Assert.Equal("600", Convert.ToString((int)File.GetUnixFileMode(Path.Combine(Desk, ".ops", "auth")), 8));
    }

    [Fact]
    public async Task TheCertificatesOfTheSecurityGuideAreMade()
    {
        await using var run = Shell("set -e\nmkdir certificates; cd certificates\n" + Blocks.After("docs/security.md", "openssl req") + "\nopenssl verify -CAfile ca.crt tls.crt");

        Assert.True(await run.Ended(Limit) == 0, run.Output);
        Assert.Contains("tls.crt: OK", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLineThatBringsAHostDoes()
    {
        // timeout ends all that it started, the agent too.
        await using var run = new ManagedProcess(
            "join", "timeout", ["60", "sh", "-c", $"cd '{Desk}'; opsctl join-token create > join.sh && OPS_AGENT_DATA=\"$PWD/joined\" sh join.sh"], Environment());

        var printed = await Eventually.Value(() => run.Output, output => output.Contains("Connected to gateway", StringComparison.Ordinal), "the host is connected", TimeSpan.FromSeconds(60));
        var id = printed.Split("Enrolled as ")[1].Split('.')[0];
        Assert.Equal("online", (await _world.Api.Get($"/api/v1/agents/{id}"))["state"]!.GetValue<string>());
        run.Signal(ManagedProcess.Terminate);
        await run.Ended();
    }

    /// <summary>In a directory of its own with the files that the commands name, and no terminal.</summary>
    private ManagedProcess Shell(string line) => new("sh", "setsid", ["--wait", "sh", "-c", $"cd '{Desk}'\n{line}"], Environment());

    private Dictionary<string, string> Environment()
    {
        var environment = Opsctl.Environment(_world);
        (environment["HOME"], environment["XDG_CONFIG_HOME"], environment["PATH"]) =
            (Path.Combine(Desk, "home"), Path.Combine(Desk, "home", ".config"), $"{Path.Combine(Desk, "bin")}:{System.Environment.GetEnvironmentVariable("PATH")}");
        environment["NAME"] = "hunter2";   // for --secret NAME
        environment["TF_VAR_password"] = "hunter2";
        return environment;
    }

    private async Task LayOutDesk()
    {
        foreach (var folder in (string[])["bin", "home/.zfunc", "home/.local/share/bash-completion/completions", "home/.config/fish/completions", ".ops", "on-web-1/log", "on-web-1/nginx", "infra", "docs/examples"])
        {
            Directory.CreateDirectory(Path.Combine(Desk, folder));
        }

        await Program("opsctl", Builds.CliProgram);
        await Program("ops-agent", Builds.AgentProgram);
        await File.WriteAllTextAsync(Path.Combine(Desk, "deploy.sh"), "echo deployed\n");
        await File.WriteAllTextAsync(Path.Combine(Desk, "backup.sh"), "echo \"saved $*\"\n");
        await File.WriteAllTextAsync(Path.Combine(Desk, "report.py"), "print('report')\n");
        foreach (var place in (string[])["patch.yaml", "rolling-patch.yaml", "docs/examples/rolling-patch.yaml"])
        {
            await File.WriteAllTextAsync(Path.Combine(Desk, place), "parameters: {version: {}}\nsteps: [{name: patch, job: {on: name=web-1, task: {kind: shell, script: 'echo $PARAM_VERSION'}}}]\n");
        }

        await File.WriteAllTextAsync(Path.Combine(Desk, "password.txt"), "correct horse\n");
        await File.WriteAllTextAsync(Path.Combine(Desk, "id_ed25519"), "a key\nof two lines\n");
        await File.WriteAllTextAsync(Path.Combine(Desk, "motd"), "Welcome.\n");
        await File.WriteAllTextAsync(Path.Combine(Desk, "infra", "main.tf"), TerraformCode.Words);
        await File.WriteAllTextAsync(Path.Combine(Desk, "site.tar.gz"), "no archive\n");
        foreach (var there in (string[])["log/syslog", "log/web.log", "log/shop.log", "nginx/nginx.conf"])
        {
            await File.WriteAllTextAsync(Path.Combine(Desk, "on-web-1", there), "of the host\n");
        }

        File.Copy(_world.AdminTokenFile, Path.Combine(Desk, "admin.token"));
    }

    private async Task Program(string name, IReadOnlyList<string> command)
    {
        var file = Path.Combine(Desk, "bin", name);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\nexec {string.Join(' ', command.Select(word => $"'{word}'"))} \"$@\"\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
