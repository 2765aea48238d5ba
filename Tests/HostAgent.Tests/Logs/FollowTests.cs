using System.Globalization;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>Output on its way from a running task to a gateway, and what may happen to it there.</summary>
public sealed class FollowTests
{
    private const int Lines = 20_000;

    private static readonly RunTask Chatty = Some.Script("t1", $"i=0; while [ $i -lt 20 ]; do seq $((i*1000+1)) $(((i+1)*1000)); echo e$i >&2; i=$((i+1)); sleep 0.02; done");

    private static readonly string Expected = string.Concat(Enumerable.Range(1, Lines).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));

    [Fact]
    public async Task Follow_ALineIsSeenWhileTheTaskRuns()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var gate = Path.Join(agent.Data, "gate");

        await gateway.Run(Some.Script("t1", $"echo first; printf 'prompt> '; while ! [ -e {gate} ]; do sleep 0.02; done; echo answer"));
        await gateway.UntilStdout("t1", output => output == "first\nprompt> ");
        Assert.Empty(gateway.Ended);
        await File.WriteAllTextAsync(gate, "");
        await gateway.UntilEnded("t1");

        Assert.Equal("first\nprompt> answer\n", gateway.LogOf("t1").Stdout);
    }

    [Fact]
    public async Task Follow_ConnectionsBreakAllTheTime_NothingIsLostOrDoubled()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var batches = 0;
        gateway.Stores = _ =>
        {
            if (++batches % 7 == 0)
            {
                gateway.Cut();
            }

            return true;
        };

        await gateway.Run(Chatty);
        var ended = await gateway.UntilEnded("t1");

        AssertWhole(gateway, ended);
        Assert.InRange(gateway.Hellos.Count, 2, 1_000);
    }

    [Fact]
    public async Task Follow_AnswersAreLost_TheAgentAsksAndGoesOn()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.WindowBytes = Limits.BatchBytes;
        gateway.Cut();
        await gateway.UntilConnected(2);
        var batches = 0;
        gateway.Stores = _ => ++batches != 3;   // taken, never stored, never answered: the window stays shut

        await gateway.Run(Some.Script("t1", $"seq 1 {Lines}; seq 1 {Lines} >/dev/null"));
        var ended = await gateway.UntilEnded("t1");   // the result waits for nobody's answer
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) == ended.StdoutBytes, "the whole log");

        Assert.Equal(Expected, gateway.LogOf("t1").Stdout);
    }

    [Fact]
    public async Task Follow_TheGatewayLosesItsLastSecond_ItIsSentAgain()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var batches = 0;
        gateway.Stores = batch =>
        {
            if (++batches == 10)
            {
                gateway.LogOf("t1").LoseAfter(batches: 4);
            }

            return true;
        };

        await gateway.Run(Chatty);
        var ended = await gateway.UntilEnded("t1");
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) == ended.StdoutBytes, "the whole log");

        AssertWhole(gateway, ended);
    }

    [Fact]
    public async Task Follow_NoMoreUnderWayThanTheWindow()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.WindowBytes = 200_000;
        gateway.Cut();
        await gateway.UntilConnected(2);
        long arrived = 0;
        gateway.Stores = batch =>
        {
            arrived += batch.Text!.Length;
            return false;
        };

        await gateway.Run(Some.Script("t1", "yes x | head -c 3000000"), Some.Script("t2", "yes y | head -c 3000000"));
        await gateway.Until(() => arrived > 130_000, "a full window");
        await gateway.Until(() => gateway.Beats.Count > 0 || agent.Unstored >= 6_000_000, "both tasks to end");

        Assert.InRange(arrived, 130_001, 200_000);
        Assert.Empty(gateway.Ended);
    }

    [Fact]
    public async Task Follow_BytesThatAreNoText_ArriveAsTheyAre()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", "printf '\\304\\343\\272\\303\\n'; printf 'ok\\n'; printf '\\000\\001\\033[1m' >&2"));
        await gateway.UntilEnded("t1");

        Assert.Equal([0xC4, 0xE3, 0xBA, 0xC3, 0x0A, .. "ok\n"u8], gateway.LogOf("t1").Bytes(LogStream.Stdout));
        Assert.Equal("\0\u0001\u001b[1m"u8.ToArray(), gateway.LogOf("t1").Bytes(LogStream.Stderr));
    }

    [Fact]
    public async Task Follow_TenMegabytesOnOneLine_ArriveInBoundedBatches()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", "head -c 10000000 /dev/zero | tr '\\0' '\\001'"));
        var ended = await gateway.UntilEnded("t1");
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) == 10_000_000, "10 MB");

        Assert.Equal(10_000_000, ended.StdoutBytes);
        var batches = gateway.LogOf("t1").Batches;
        Assert.All(batches, stored => Assert.InRange(stored.Batch.Text!.Length, 1, Limits.BatchBytes));
        Assert.InRange(gateway.LogOf("t1").NextSeq - 2, 10_000_000 / Limits.RecordBytes, (10_000_000 / Limits.RecordBytes) + batches.Count);   // a line that rests is sent as far as it goes
    }

    [Fact]
    public async Task Follow_WhatCanBeSentSoon_IsSentBeforeTheResult()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.WindowBytes = Limits.BatchBytes;   // so that the output needs many answers, and the result is ready long before
        gateway.Cut();
        await gateway.UntilConnected(2);
        var atTheEnd = -1L;
        gateway.Settles = ended =>
        {
            atTheEnd = gateway.LogOf("t1").Length(LogStream.Stdout);
            return SettledCode.Stored;
        };

        await gateway.Run(Some.Script("t1", $"seq 1 {2 * Lines}"));
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal(ended.StdoutBytes, atTheEnd);
    }

    private static void AssertWhole(TestGateway gateway, TaskEnded ended)
    {
        Assert.Equal((TaskOutcome.Exited, 0), (ended.Outcome, ended.ExitCode));
        Assert.Equal(Expected, gateway.LogOf("t1").Stdout);
        Assert.Equal(string.Concat(Enumerable.Range(0, 20).Select(i => $"e{i}\n")), gateway.LogOf("t1").Stderr);
    }
}
