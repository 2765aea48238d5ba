using OrleansOps.AgentTests.Doctor;
using OrleansOps.Protocol;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Cli;

/// <summary>An agent that runs takes up what its file says now: all that can be, or nothing where anything in it is wrong.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly ExaminedAgent _agent = new();
    private readonly TemporaryDirectory _directory = new();

    private string Settings => Path.Join(_directory.Path, "config.yaml");

    private string LogFile => Path.Join(_directory.Path, "agent.log");

    [Fact]
    public async Task Hangup_WhatCanBeIsTakenUp_TheRestIsSaidToNeedARestart_AndTasksRunOn()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await Start(gateway, "slots: 2\nlog_level: Information\n");
        await Sh("mkfifo fifo");
        await gateway.Run(Some.Script("t1", "echo begun; cat <fifo; echo ended") with { WorkingDirectory = _directory.Path });
        await gateway.UntilStdout("t1", text => text == "begun\n");

        await File.WriteAllTextAsync(Settings, "slots: 7\nlog_level: Debug\nlog_files: 9\nserver: https://other.example.org\njoin_token: abc\n");
        File.SetUnixFileMode(Settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Sh($"kill -HUP {agent.Id}");
        await gateway.Until(() => gateway.Hellos.Count == 2, "a second hello");

        Assert.Equal([2, 7], gateway.Hellos.Select(hello => hello.Slots));
        Assert.Equal("t1", Assert.Single(gateway.Hellos[1].Tasks).TaskId);
        await Says("Settings: from now on the agent goes by slots (2 -> 7), log_level (Information -> Debug)");
        await Says($"Settings: changed too, and gone by when the agent is started again: server (those that it enrolled with -> https://other.example.org), join_token, log_files (5 -> 9)");
        await Sh("echo on >fifo");
        Assert.Equal(0, (await gateway.UntilEnded("t1")).ExitCode);
        await gateway.UntilStdout("t1", text => text == "begun\non\nended\n");

        await Sh($"kill -HUP {agent.Id}");
        await Eventually.Holds(() => Log.Split("gone by when the agent is started again").Length == 3, "what needs a restart is said again");
        Assert.Equal(2, gateway.Hellos.Count);
    }

    [Fact]
    public async Task AFileThatHasChanged_IsReadWithoutASignal()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await Start(gateway, "keep_free: 1\n");
        await File.WriteAllTextAsync(Settings + ".new", "keep_free: 1000T\n");
        File.Move(Settings + ".new", Settings, overwrite: true);

        await Says("Settings: from now on the agent goes by keep_free (1 -> 1000T)");

        await gateway.Run(Some.Script("t1", "") with { Kind = TaskKind.File, Script = null, File = new FileDelivery(Path.Join(_directory.Path, "file"), Content: "x"u8.ToArray()) });
        Assert.Equal(FailureCode.NoSpace, (await gateway.UntilEnded("t1")).Failure);
        Assert.Single(gateway.Hellos);
    }

    [Fact]
    public async Task WhereAnythingIsWrong_NothingIsTaken()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await Start(gateway, "slots: 2\n");

        await File.WriteAllTextAsync(Settings, "slots: 7\nlog_levle: Debug\n");
        await Sh($"kill -HUP {agent.Id}");
        await Says($"Settings: {Settings}:2: 'log_levle' is no setting of the agent. Did you mean log_level?");
        await Says("Settings: nothing of them is taken, the agent goes on by those of before");
        await gateway.Run(Some.Script("t1", "true"));
        await gateway.UntilEnded("t1");
        Assert.Single(gateway.Hellos);

        await File.WriteAllTextAsync(Settings, "slots: 7\n");
        await gateway.Until(() => gateway.Hellos.Count == 2, "a hello with the settings that were mended");
        Assert.Equal(7, gateway.Hellos[1].Slots);
    }

    [Fact]
    public async Task NothingHasChanged_SoIsSaid()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await Start(gateway, "slots: 2\n");

        await Sh($"kill -HUP {agent.Id}");

        await Says("Settings: read again, nothing has changed");
        Assert.Single(gateway.Hellos);
    }

    public void Dispose()
    {
        _agent.Dispose();
        _directory.Dispose();
    }

    private string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "nothing";

    private async Task<AgentProcess> Start(TestGateway gateway, string settings)
    {
        await File.WriteAllTextAsync(Settings, settings);
        _agent.Enrolled(gateway.Address.ToString());
        gateway.AgentLog = () => Log;
        var agent = AgentProcess.StartWith(["run", "--config", Settings, "--data", _agent.Data, "--log-file", LogFile], new Dictionary<string, string>(StringComparer.Ordinal));
        await gateway.UntilConnected();
        return agent;
    }

    private Task<string> Says(string sentence) => Eventually.Value(() => Log, log => log.Contains(sentence, StringComparison.Ordinal), sentence);

    private async Task Sh(string command)
    {
        var (exitCode, _, error) = await AgentProcess.RunAs("/bin/sh", ["-c", command], directory: _directory.Path);
        Assert.True(exitCode == 0, error);
    }
}
