using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A task has its secrets, and nobody else: not its log, not the agent's journal.</summary>
public sealed class SecretTests
{
    private const string Value = "correct horse battery staple";

    [Fact]
    public async Task Run_ItHasThemAndItsLogHasNot()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(WithSecret("t1", "echo \"${#TOKEN} $TOKEN\"; echo \"$TOKEN\" | base64; echo \"url: $TOKEN\" >&2"));
        var ended = await gateway.UntilEnded("t1");
        await agent.UntilNothingIsHeld();

        Assert.Equal((0, 73L), (ended.ExitCode, ended.StdoutBytes));
        Assert.Equal("28 ****************************\n****************************************\n", gateway.LogOf("t1").Stdout);
        Assert.Equal("url: ****************************\n", gateway.LogOf("t1").Stderr);
        Assert.Equal(3, gateway.LogOf("t1").Batches.Sum(stored => stored.Batch.Masked));
    }

    [Fact]
    public async Task Restart_TheNextLifeKnowsThemFromItsJournalWhichDoesNotShowThem()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var gate = Path.Join(agent.Data, "gate");
        await gateway.Run(WithSecret("t1", $"echo first $TOKEN; while ! [ -e {gate} ]; do sleep 0.05; done; echo second $TOKEN"));
        await gateway.Until(() => gateway.LogOf("t1").Stdout.Contains("first", StringComparison.Ordinal), "its first line");

        await agent.Restart();
        var journal = await File.ReadAllTextAsync(Path.Join(agent.Data, "journal"));
        await File.WriteAllTextAsync(gate, "");
        await gateway.UntilEnded("t1");
        await gateway.Until(() => gateway.LogOf("t1").Stdout.Contains("second", StringComparison.Ordinal), "its second line");

        Assert.Equal("first ****************************\nsecond ****************************\n", gateway.LogOf("t1").Stdout);
        Assert.Contains("TOKEN", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, journal, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherKeyOrPlace_SaysWhichFileIsMissing()
    {
        var (one, other) = (new JournalSeal(Encoding.ASCII.GetBytes(new string('1', 32))), new JournalSeal(Encoding.ASCII.GetBytes(new string('2', 32))));
        var order = WithSecret("t1", "true");

        var entry = one.Seal(new JournalEntry(DateTimeOffset.UnixEpoch, Accepted: order));

        Assert.Equal(order.Secrets, one.Open(entry.Accepted!).Secrets);
        Assert.Contains("journal.key", Assert.Throws<AgentStartException>(() => other.Open(entry.Accepted!)).Message, StringComparison.Ordinal);
        Assert.Throws<AgentStartException>(() => one.Open(entry.Accepted! with { TaskId = "t2" }));
    }

    [Fact]
    public void Refusal_AVariableThatIsOpenToo_IsRefused()
    {
        var order = WithSecret("t1", "true") with { Env = new Dictionary<string, string> { ["TOKEN"] = "x" } };

        Assert.Contains("'TOKEN'", OrderRules.Refusal(OrderRules.Complete(order), TestGateway.AgentId)?.Reason, StringComparison.Ordinal);
    }

    private static RunTask WithSecret(string id, string script) => Some.Script(id, script) with { Secrets = new Dictionary<string, string> { ["TOKEN"] = Value } };
}
