using System.Text;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What an agent answers to what is to be typed.</summary>
public sealed class InputDeskTests
{
    [Fact]
    public async Task WhatIsTyped_IsAnsweredWithHowFarItIs_AlsoByTheAgentsNextLife()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Typed("t", "stty -echo; echo up; read one; echo $one; read two; echo $two"));
        await gateway.UntilStdout("t", output => output.Contains("up", StringComparison.Ordinal));

        await Type(gateway, 1, 0, "first\n");
        await Answered(gateway, new InputTyped(1, InputCode.Typed, 6));
        await agent.Restart();
        await Type(gateway, 2, 0, "first\nsec");
        await Answered(gateway, new InputTyped(2, InputCode.Typed, 9));
        await Type(gateway, 3, 9, "ond\n");
        await Answered(gateway, new InputTyped(3, InputCode.Typed, 13));

        Assert.Equal(0, (await gateway.UntilEnded("t")).ExitCode);
        Assert.Equal("up\r\nfirst\r\nsecond\r\n", gateway.LogOf("t").Stdout);
    }

    [Fact]
    public async Task WhereNothingCanBeTyped_ItSaysWhy()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, slots: 1);
        await gateway.Run(Some.Script("none", "echo up; sleep 1000"), Typed("waits", "true"));
        await gateway.UntilStdout("none", output => output.Contains("up", StringComparison.Ordinal));
        await gateway.Until(() => gateway.Accepted.Count == 2, "both accepted");

        await gateway.Type(new TypeInput(1, "none", 1, 0, "x"u8.ToArray()));
        await Answered(gateway, new InputTyped(1, InputCode.TakesNone));
        await gateway.Type(new TypeInput(2, "waits", 1, 0, "x"u8.ToArray()));
        await Answered(gateway, new InputTyped(2, InputCode.NotRunning));
        await gateway.Type(new TypeInput(3, "unknown", 1, 0, "x"u8.ToArray()));
        await Answered(gateway, new InputTyped(3, InputCode.Over));
        await gateway.Cancel("none");
        await gateway.Cancel("waits");
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(0, Limits.InputBytes + 1, 0)]
    [InlineData(Limits.AllInputBytes, 1, 0)]
    [InlineData(0, 0, Limits.TerminalCells + 1)]
    public async Task OutsideTheLimits_NothingIsTyped(long at, int bytes, int columns)
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Typed("t", "echo up; read line"));
        await gateway.UntilStdout("t", output => output.Contains("up", StringComparison.Ordinal));

        await gateway.Type(new TypeInput(1, "t", 1, at, new byte[bytes], columns > 0 ? new TerminalSize(columns, 24) : null));

        await Answered(gateway, new InputTyped(1, InputCode.Refused));
        await gateway.Cancel("t");
        await gateway.UntilEnded("t");
    }

    /// <summary>Its log and what others print go on meanwhile, and the agent answers each of its sayings.</summary>
    [Fact]
    public async Task AProgramThatDoesNotRead_HoldsUpNoOutput()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        await gateway.Run(Typed("deaf", "stty raw -echo; echo up; exec sleep 1000"), Some.Script("other", "read line </dev/null; for i in $(seq 1000); do echo $i; done"));
        await gateway.UntilStdout("deaf", output => output.Contains("up", StringComparison.Ordinal));
        var piece = new byte[Limits.InputBytes];
        for (var number = 1; number <= 12; number++)
        {
            await gateway.Type(new TypeInput(number, "deaf", 1, (number - 1) * 4_000, piece));
        }

        await gateway.Until(() => gateway.Typed.Count == 12, "an answer to each");
        Assert.Equal(0, (await gateway.UntilEnded("other")).ExitCode);
        await gateway.Cancel("deaf");
        await gateway.UntilEnded("deaf");
    }

    [Fact]
    public void AHostThatOpensNoShell_SaysSo()
    {
        var refused = OrderRules.Refusal(Typed("t", "true"), TestGateway.AgentId, isTyped: false);

        Assert.Equal(RefusalCode.Invalid, refused!.Code);
        Assert.Contains("its agent has the setting shell: false", refused.Reason, StringComparison.Ordinal);
        Assert.Null(OrderRules.Refusal(Typed("t", "true") with { InputIdleMs = null }, TestGateway.AgentId, isTyped: false));
    }

    private static RunTask Typed(string id, string script) => Some.Script(id, script) with { Tty = new TerminalSize(80, 24), InputIdleMs = 600_000 };

    private static Task Type(TestGateway gateway, long number, long at, string text) => gateway.Type(new TypeInput(number, "t", 1, at, Encoding.UTF8.GetBytes(text)));

    private static Task Answered(TestGateway gateway, InputTyped expected) => gateway.Until(() => gateway.Typed.Contains(expected), $"{expected}, and not [{string.Join("; ", gateway.Typed)}]");
}
