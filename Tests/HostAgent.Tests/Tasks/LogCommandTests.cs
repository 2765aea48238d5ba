using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What a task tells its agent by lines of its output.</summary>
public sealed class LogCommandTests
{
    private const string Value = "correct horse battery staple";

    [Fact]
    public async Task Run_OutputsComeWithTheResultAndMaskedValuesDoNotLeave()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", $"echo '##[add-mask]{Value}'; echo '{Value}'; echo '{Value}' >&2; echo '##[set-output name=release]4.2'; echo '##[set-output name=login]{Value}'; echo '##[set-output name=no such]x'; printf '##[set-output name=last]no newline'"));
        var ended = await gateway.UntilEnded("t1");
        await agent.UntilNothingIsHeld();

        Assert.Equal(
            [("last", "no newline"), ("login", new string('*', Value.Length)), ("release", "4.2")],
            ended.Outputs!.Select(output => (output.Key, output.Value)).Order());
        Assert.Equal("A log command had no effect: the name of an output must be 1 to 64 letters, digits, '_' or '-'.", ended.Note);
        Assert.StartsWith($"##[add-mask]{new string('*', Value.Length)}\n{new string('*', Value.Length)}\n##[set-output name=release]4.2\n", gateway.LogOf("t1").Stdout, StringComparison.Ordinal);
        Assert.Equal(new string('*', Value.Length) + "\n", gateway.LogOf("t1").Stderr);
    }

    [Fact]
    public async Task Run_OnATerminal_ItIsHeardThereToo()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", $"echo '##[add-mask]{Value}'; printf '##[set-output name=release]4.2\\r\\n'; echo '{Value}' >&2") with { Tty = new TerminalSize(80, 24) });
        var ended = await gateway.UntilEnded("t1");
        await agent.UntilNothingIsHeld();

        Assert.Equal("4.2", ended.Outputs!["release"]);
        Assert.Equal($"##[add-mask]{new string('*', Value.Length)}\n##[set-output name=release]4.2\r\n{new string('*', Value.Length)}\n", gateway.LogOf("t1").Stdout);
    }

    [Fact]
    public async Task Restart_AfterTheBytesThatSaidItWereGivenBack_TheNextLifeKnowsItFromTheJournalWhichDoesNotShowIt()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var gate = Path.Join(agent.Data, "gate");
        await gateway.Run(Some.Script("t1", $"value=\"{Value[..9]}\"\"{Value[9..]}\"; echo \"##[add-mask]$value\"; echo '##[set-output name=release]4.2'; yes line | head -c 4000000; while ! [ -e {gate} ]; do sleep 0.05; done; echo; echo \"second $value\""));
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) > 4_000_000, "the lines before the gate");
        var journal = Path.Join(agent.Data, "journal");
        await gateway.Until(() => File.ReadAllText(journal).Contains("\"heard\"", StringComparison.Ordinal), "the journal to have what was heard");

        await agent.Restart();
        await File.WriteAllTextAsync(gate, "");
        var ended = await gateway.UntilEnded("t1");
        await gateway.Until(() => gateway.LogOf("t1").Stdout.Contains("second", StringComparison.Ordinal), "its second line");

        Assert.EndsWith($"second {new string('*', Value.Length)}\n", gateway.LogOf("t1").Stdout, StringComparison.Ordinal);
        Assert.Equal("4.2", ended.Outputs!["release"]);
        Assert.DoesNotContain(Value, await File.ReadAllTextAsync(journal), StringComparison.Ordinal);
    }
}
