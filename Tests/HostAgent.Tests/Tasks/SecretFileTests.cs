using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Secrets that come as files: whose they are, where they lie, and that they are gone when their task is over, whatever ended it.</summary>
public sealed class SecretFileTests : IDisposable
{
    private const string Value = "first line of the key\nsecond line of the key\n";
    private const string Wait = "while ! [ -e GATE ]; do sleep 0.05; done";

    private static readonly RunAs Daemon = new("daemon");

    private readonly TestHost _host = new();
    private readonly List<string> _memory = [];

    [Fact]
    public async Task Start_TheVariableHasThePath_AndTheFileTheValue()
    {
        var order = WithFile("t", "cat \"$KEY_FILE\"; stat -c '%U %a' \"$KEY_FILE\" \"${KEY_FILE%/*}\"; echo \"$KEY_FILE\"; echo \"plain=$PLAIN\"; tr '\\0' '\\n' </proc/self/environ | grep -c 'of the key'; stat -f -c %T \"$KEY_FILE\"");
        order = order with { Secrets = new Dictionary<string, string>(order.Secrets!) { ["PLAIN"] = "as a variable" } };

        await _host.Run(order);

        var said = _host.Stdout(order).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(said is ["first line of the key", "second line of the key", _, _, _, "plain=as a variable", "0", "tmpfs"], _host.Stdout(order) + _host.Stderr(order));
        Assert.Equal(($"{Environment.UserName} 600", $"{Environment.UserName} 700"), (said[2], said[3]));
        Assert.EndsWith("/t.1/KEY_FILE", said[4], StringComparison.Ordinal);
        AssertGone(said[4]);
    }

    [Fact]
    public async Task Start_AsAnotherUser_ItIsHis_AndAThirdOneCannotReadIt()
    {
        var order = WithFile("t", $"echo \"$KEY_FILE\"; {Waiting}; stat -c %U:%a \"$KEY_FILE\" \"${{KEY_FILE%/*}}\"; cat \"$KEY_FILE\"") with { RunAs = Daemon };
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));
        var path = _host.Stdout(order).TrimEnd();
        var folder = Path.GetDirectoryName(path)!;
        var third = Some.Script("third", $"cat {path}; ls {folder}; ls {Path.GetDirectoryName(folder)}; id -un") with { RunAs = new RunAs("nobody") };

        await _host.Run(third);
        await File.WriteAllTextAsync(Gate, "");
        await TestHost.End(process);

        Assert.Equal("nobody\n", _host.Stdout(third));
        Assert.Equal(3, _host.Stderr(third).Split("Permission denied").Length - 1);
        Assert.Equal($"{path}\ndaemon:600\ndaemon:700\n{Value}", _host.Stdout(order));
        AssertGone(path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_WithoutAPlaceInMemory_TheyLieInTheAgentsDirectory(bool asAnother)
    {
        var host = _host.Another(memory: []);
        var order = WithFile("t", "echo \"$KEY_FILE\"; cat \"$KEY_FILE\"") with { RunAs = asAnother ? Daemon : null };

        var end = await TestHost.End(await host.Start(order));

        Assert.Equal((0, $"{_host.Data}/secrets/t.1/KEY_FILE\n{Value}"), (end.ExitCode, _host.Stdout(order)));
        AssertGone($"{_host.Data}/secrets/t.1/KEY_FILE");
    }

    [Fact]
    public async Task Start_ALinkInThePlace_IsNotFollowed()
    {
        var (first, second, trap) = (Memory(), Memory(), Memory());
        const string Name = "ops-agent-00112233445566778899aabbccddeeff";
        await File.WriteAllTextAsync(Path.Join(_host.Data, SecretFiles.NameFile), Name);
        File.CreateSymbolicLink(Path.Join(first, Name), trap);
        var order = WithFile("t", "echo \"$KEY_FILE\"");

        await TestHost.End(await _host.Another(memory: [first, second]).Start(order));

        Assert.Equal($"{second}/{Name}/t.1/KEY_FILE\n", _host.Stdout(order));
        Assert.Empty(Directory.EnumerateFileSystemEntries(trap));
        Assert.Empty(Directory.EnumerateFileSystemEntries(second));
    }

    [Fact]
    public async Task End_LinksThatTheTaskPutThere_AreDeletedAndNotFollowed()
    {
        var victim = Path.Join(_host.Data, "victim");
        Directory.CreateDirectory(victim);
        await File.WriteAllTextAsync(Path.Join(victim, "file"), "stays");
        var order = WithFile("t", $"cd \"${{KEY_FILE%/*}}\"; rm KEY_FILE; ln -s {victim}/file KEY_FILE; ln -s {victim} folder; mkdir -p a/b; touch a/b/c; chmod 000 a; pwd");

        var end = await _host.Run(order);

        Assert.Equal(0, end.ExitCode);
        Assert.Equal("stays", await File.ReadAllTextAsync(Path.Join(victim, "file")));
        AssertGone(Path.Join(_host.Stdout(order).TrimEnd(), "KEY_FILE"));
    }

    [Fact]
    public async Task End_ByKill_TheyAreGone()
    {
        var order = WithFile("t", $"echo \"$KEY_FILE\"; {Waiting}");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));
        Assert.True(File.Exists(_host.Stdout(order).TrimEnd()));

        await TestHost.Kill(process);

        AssertGone(_host.Stdout(order).TrimEnd());
    }

    [Fact]
    public async Task Start_WhatCannotStart_LeavesNone()
    {
        var (memory, other) = (Memory(), Memory());
        var order = WithFile("t", "") with { Kind = TaskKind.Argv, Script = null, Argv = ["/no/such/program"] };

        var end = await TestHost.End(await _host.Another(memory: [memory, other]).Start(order));

        Assert.Equal(ProcessEndKind.NeverStarted, end.Kind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(memory));
    }

    [Fact]
    public async Task Find_OneThatEndedMeanwhile_TheyAreGoneWithItsEnd_AndThoseThatNobodyKnowsToo()
    {
        var memory = Memory();
        var order = WithFile("t", $"echo \"$KEY_FILE\"; {Waiting}");
        await _host.Another(memory: [memory]).Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));
        var path = _host.Stdout(order).TrimEnd();
        var forgotten = Path.Join(memory, Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))), "forgotten.1");
        Directory.CreateDirectory(forgotten);
        await File.WriteAllTextAsync(Path.Join(forgotten, "KEY_FILE"), Value);

        var next = _host.Another(memory: [memory]);
        await next.RemoveAllBut([AttemptId.Of(order)]);
        Assert.Equal((true, false), (File.Exists(path), Directory.Exists(forgotten)));
        var found = await next.Find(order);
        await File.WriteAllTextAsync(Gate, "");
        await TestHost.End(found!);

        Assert.Empty(Directory.EnumerateFileSystemEntries(memory));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_TheAgentWhileItRuns_ItKeepsThem_AndTheNextLifeRemovesThem(bool endsMeanwhile)
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway);
        var (gate, done) = (Path.Join(agent.Data, "gate"), Path.Join(agent.Data, "done"));
        await gateway.Run(WithFile("t1", $"echo \"$KEY_FILE\"; {Wait.Replace("GATE", gate, StringComparison.Ordinal)}; cat \"$KEY_FILE\"; touch {done}"));
        await gateway.UntilStdout("t1", output => output.EndsWith('\n'));
        var path = gateway.LogOf("t1").Stdout.TrimEnd();

        agent.Kill();
        Assert.Equal(Value, await File.ReadAllTextAsync(path));
        Assert.DoesNotContain("of the key", await File.ReadAllTextAsync(Path.Join(agent.Data, "journal")), StringComparison.Ordinal);
        if (endsMeanwhile)
        {
            await File.WriteAllTextAsync(gate, "");
            await gateway.Until(() => File.Exists(done), "the task's end");
        }

        agent.StartAgain();
        await gateway.UntilConnected(2);
        await File.WriteAllTextAsync(gate, "");
        Assert.Equal(0, (await gateway.UntilEnded("t1")).ExitCode);

        AssertGone(path);
        var masked = string.Join('\n', Value.Split('\n').Select(line => new string('*', line.Length)));
        await gateway.UntilStdout("t1", output => output == $"{path}\n{masked}" || output == $"{path}\n{new string('*', Value.Length)}");
    }

    public void Dispose()
    {
        _host.Dispose();
        _memory.ForEach(path => Directory.Delete(path, recursive: true));
    }

    private string Gate => Path.Join(_host.Data, "gate");

    private string Waiting => Wait.Replace("GATE", Gate, StringComparison.Ordinal);

    private static RunTask WithFile(string id, string script) =>
        Some.Script(id, script) with { Secrets = new Dictionary<string, string> { ["KEY_FILE"] = Value }, SecretFiles = ["KEY_FILE"] };

    /// <summary>The file, its directory and the one around that.</summary>
    private static void AssertGone(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Assert.All((string[])[path, folder, Path.GetDirectoryName(folder)!], gone => Assert.Null(FileStatus.Read(gone)));
    }

    private string Memory()
    {
        var path = Directory.CreateDirectory($"/dev/shm/ops-test-{Guid.NewGuid():N}").FullName;
        _memory.Add(path);
        return path;
    }
}
