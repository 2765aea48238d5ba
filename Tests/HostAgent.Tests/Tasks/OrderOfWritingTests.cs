using System.Globalization;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What a task writes to its two streams is one log in the order of writing, as a terminal would show it.</summary>
public sealed class OrderOfWritingTests : IDisposable
{
    /// <summary>Writes that can wait in a pipe: what one wake-up of the supervisor covers.</summary>
    private const int OneWakeUp = 256;

    private readonly TestHost _host = new();

    [Fact]
    public async Task LinesInTurn_AsFastAsAShellCan_AreInOrder()
    {
        var expected = string.Concat(Enumerable.Range(1, 6).Select(i => $"out {i}\nerr {i}\n"));
        for (var run = 0; run < 50; run++)
        {
            Assert.Equal(expected, await Log($"t{run}", "for i in 1 2 3 4 5 6; do echo out $i; echo err $i >&2; done"));
        }
    }

    [Fact]
    public async Task ATraceOfAShell_StandsBeforeWhatItTraces() =>
        Assert.Equal(
            "+ echo one\none\n+ cat nowhere\ncat: nowhere: No such file or directory\n+ echo two\ntwo\n",
            await Log("t", "set -x; echo one; cat nowhere; echo two"));

    [Fact]
    public async Task TwoThousandPairs_AsFastAsAShellCan_AreNeverFurtherApartThanOneWakeUp()
    {
        var lines = Lines(await Log("t", "i=0; while [ $i -lt 2000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done"));

        var places = lines.Select((line, place) => Math.Abs(place - PlaceOf(line))).ToList();
        Assert.Equal(4_000, places.Count);
        Assert.InRange(places.Max(), 0, OneWakeUp);
    }

    [Theory]
    [InlineData("sys.stderr")]
    [InlineData("open('/dev/stderr', 'w')")]
    public async Task LinesAMillisecondApart_WhenTheHostIsBusy_AreAlwaysInOrder(string stderr)
    {
        var script = $"""
            import subprocess, sys, time
            busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(6)]
            for i in range(300):
                sys.stdout.write(f"out {"{i}"}\n"); sys.stdout.flush()
                time.sleep(0.001)
                err = {stderr}; err.write(f"err {"{i}"}\n"); err.flush()
                time.sleep(0.001)
            for one in busy: one.kill()
            """;

        var lines = Lines(await Log("t", script, TaskKind.Python));

        Assert.Equal(Enumerable.Range(0, 600), lines.Select(PlaceOf));
    }

    [Fact]
    public async Task TheLastWordOnStderr_StandsLast_HoweverMuchWasPrintedBefore()
    {
        for (var run = 0; run < 5; run++)
        {
            var lines = Lines(await Log($"t{run}", "seq 1 20000; echo boom >&2"));
            Assert.Equal("boom", lines[^1]);
            Assert.Equal(20_001, lines.Length);
        }
    }

    [Fact]
    public async Task AWarningInAFloodOfLines_StandsWhereItWasWritten_WithinOneWakeUp()
    {
        var lines = Lines(await Log("t", "i=0; while [ $i -lt 20000 ]; do echo line $i; [ $i = 12345 ] && echo warning >&2; i=$((i+1)); done"));

        Assert.InRange(Array.IndexOf(lines, "warning"), 12_346 - (16 * OneWakeUp), 12_346 + (16 * OneWakeUp));
    }

    [Fact]
    public async Task WhatManyProcessesPrint_IsAllThere()
    {
        var lines = Lines(await Log("t", "for p in 1 2 3 4; do (i=0; while [ $i -lt 500 ]; do echo out $p $i; echo err $p $i >&2; i=$((i+1)); done) & done; wait"));

        Assert.Equal(4_000, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4_000, lines.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnAgentThatLooksLate_KnowsWhenEachLineWasWritten(bool toTerminal)
    {
        var order = Some.Script("t", "date +%s%3N; sleep 1; date +%s%3N; sleep 1; date +%s%3N >&2") with { Tty = toTerminal ? new TerminalSize(80, 24) : null };
        await _host.Run(order);

        var batches = Batches(order);

        // Each line tells when it was about to be written, so the supervisor may be as late as the script sleeps.
        var told = Lines(string.Concat(batches.Select(batch => batch.Text))).Select(line => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(line, CultureInfo.InvariantCulture))).ToList();
        var times = batches.SelectMany(Times).ToList();
        Assert.Equal((3, 3), (told.Count, times.Count));
        Assert.All(times.Zip(told), pair => Assert.True(pair.First >= pair.Second, $"A line is from {pair.First:O}, and was written after {pair.Second:O}"));
        Assert.All(times.Zip(told.Skip(1)), pair => Assert.True(pair.First < pair.Second, $"A line is from {pair.First:O}, and the next was written after {pair.Second:O}"));
    }

    [Fact]
    public async Task ATaskThatPrintsLittleToOneStream_LeavesNoFileOfItsOrder()
    {
        var order = Some.Script("t", "echo one");
        await _host.Run(order);

        using var marks = _host.Host.Order(AttemptId.Of(order));
        Assert.Equal(0, marks.Length());
        Assert.Equal("one\n", Text(order));
    }

    [Fact]
    public async Task ASupervisorThatIsKilled_LosesNothingThatItHadTaken()
    {
        var order = Some.Script("t", "i=0; while [ $i -lt 20 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done; sleep 0.3; kill -KILL $PPID; sleep 0.2");

        Assert.Equal(ProcessEndKind.Unseen, (await _host.Run(order)).Kind);

        Assert.Equal(Enumerable.Range(0, 40), Lines(Text(order)).Select(PlaceOf));
    }

    public void Dispose() => _host.Dispose();

    private static string[] Lines(string text) => text.Split('\n')[..^1];

    /// <summary>Where "out 7" and "err 7" belong.</summary>
    private static int PlaceOf(string line) =>
        (2 * int.Parse(line.AsSpan(4), CultureInfo.InvariantCulture)) + (line.StartsWith("err", StringComparison.Ordinal) ? 1 : 0);

    private static IEnumerable<DateTimeOffset> Times(LogBatch batch)
    {
        yield return batch.At;
        for (var i = 1; i < (batch.Times?.Count ?? 0); i += 2)
        {
            yield return batch.At.AddMilliseconds(batch.Times![i]);
        }
    }

    private async Task<string> Log(string id, string script, TaskKind kind = TaskKind.Shell)
    {
        var order = Some.Script(id, script, kind);
        var end = await _host.Run(order);
        Assert.Equal((ProcessEndKind.Known, 0), (end.Kind, end.ProcessesLeft));
        return Text(order);
    }

    private string Text(RunTask order) => string.Concat(Batches(order).Select(batch => batch.Text));

    private List<LogBatch> Batches(RunTask order)
    {
        var id = AttemptId.Of(order);
        var (stdout, stderr) = (_host.Bytes(order, LogStream.Stdout).Length, _host.Bytes(order, LogStream.Stderr).Length);
        using var log = new TaskLog(
            id, _host.Host.Output(id, LogStream.Stdout), _host.Host.Output(id, LogStream.Stderr), _host.Host.Order(id), new LogWindow(TimeProvider.System), TimeProvider.System);
        log.Finish(new LogEnd(stdout, stderr, 0, 0, LogDropReason.DiskFull));
        var (store, buffer) = (new StoredLog(order.TaskId, order.Attempt), new byte[Limits.BatchBytes]);
        while (log.Cut(buffer) is { } batch)
        {
            log.Take(store.Append(batch));
        }

        Assert.True(log.AllStored, $"Not all is stored: {store.Mark()} of {stdout} and {stderr}");
        Assert.Equal(_host.Stdout(order), store.Stdout);
        Assert.Equal(_host.Stderr(order), store.Stderr);
        return [.. store.Batches.Select(stored => stored.Batch)];
    }
}
