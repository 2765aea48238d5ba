namespace OrleansOps.Tests.Support;

/// <summary>A checker that finds nothing is worth nothing: each kind of damage is done once, to a good run in a real Redis.</summary>
public sealed class RunCheckerTests : IAsyncLifetime
{
    private const int Lines = RecordedRun.Lines;
    private RecordedRun _run = null!;

    public async Task InitializeAsync() => _run = await RecordedRun.Start();

    public async Task DisposeAsync() => await _run.DisposeAsync();

    [Fact]
    public async Task Check_AGoodRun_IsKeptAndCounted()
    {
        var verdict = await _run.Check();

        Assert.True(verdict.IsKept, verdict.ToString());
        Assert.Equal((3, 3, 0, 0), (verdict.Counts.Submitted, verdict.Counts.Terminal, verdict.Counts.Lost, verdict.Counts.Doubled));
        Assert.Equal((6 * Lines, 6 * Lines), (verdict.Counts.Expected, verdict.Counts.Stored));
        Assert.Equal((0, 0), (verdict.Counts.Missing, verdict.Counts.DoubledLines));
        Assert.InRange(verdict.Counts.LongestNonTerminalSeconds, 9, 60);
    }

    [Fact]
    public async Task Check_ALineIsMissing_IsFound()
    {
        await Rewrite("good", RecordedRun.Numbered('o', 1, 6) + RecordedRun.Numbered('o', 8, Lines));

        var verdict = await Broken("good stdout lacks 1 of 20 lines");

        Assert.Equal((1, (6 * Lines) - 1), (verdict.Counts.Missing, verdict.Counts.Stored));
    }

    [Fact]
    public async Task Check_TheLastEntryIsMissing_IsFound()
    {
        await _run.Redis.Send("XDEL", "ops:log:good", $"{(Lines / 2) + Lines + 1}-0");

        var verdict = await Broken("good stdout lacks 10 of 20 lines");

        Assert.Equal(Lines / 2, verdict.Counts.Missing);
    }

    [Fact]
    public async Task Check_AnEntryInTheMiddleIsMissing_IsFound()
    {
        await _run.Redis.Send("XDEL", "ops:log:good", $"{(Lines / 2) + 1}-0");

        await Broken("good has a log with a gap or a double: record 11 should follow, and 31 does");
    }

    [Fact]
    public async Task Check_ALineIsDoubled_IsFound()
    {
        await Rewrite("good", RecordedRun.Numbered('o', 1, 7) + RecordedRun.Numbered('o', 7, Lines));

        var verdict = await Broken("good stdout has 1 lines twice");

        Assert.Equal(1, verdict.Counts.DoubledLines);
    }

    [Fact]
    public async Task Check_LinesAreOutOfOrder_IsFound()
    {
        await Rewrite("good", RecordedRun.Numbered('o', 5, Lines) + RecordedRun.Numbered('o', 1, 4));

        await Broken("good stdout has 4 lines out of order");
    }

    [Fact]
    public async Task Check_ALineOfAnotherTask_IsFound()
    {
        await Rewrite("good", RecordedRun.Numbered('o', 1, Lines) + "somebody else's\n");

        await Broken("good stdout has lines that it never printed");
    }

    [Fact]
    public async Task Check_ATaskStartedTwice_IsFound()
    {
        await File.AppendAllTextAsync(_run.Starts, "good\n");

        var verdict = await Broken("good started 2 times");

        Assert.Equal(1, verdict.Counts.Doubled);
    }

    [Fact]
    public async Task Check_AResultWasToldTwice_IsFound()
    {
        await _run.Redis.Send("XADD", "agent_results", "*", "task_id", "good", "status", "success");

        var verdict = await Broken("good has 2 entries in agent_results");

        Assert.Equal(1, verdict.Counts.Doubled);
    }

    [Fact]
    public async Task Check_AResultWasNeverTold_IsFound()
    {
        await _run.Add(new SubmittedTask("untold") { StdoutLines = Lines, StderrLines = Lines }, phase: 6);
        var last = (await _run.Redis.Send("XREVRANGE", "agent_results", "+", "-", "COUNT", "1")).Parts[0].Parts[0].Text;
        await _run.Redis.Send("XDEL", "agent_results", last);
        await _run.Redis.Send("XSETID", "agent_results", last, "ENTRIESADDED", "3", "MAXDELETEDID", "0-0");

        await Broken("untold has no entry in agent_results");
    }

    [Fact]
    public async Task Check_ATaskWasLeftRunning_IsFound()
    {
        await _run.State("good", phase: 3, exitCode: 0, 0, 0);
        await _run.Redis.Send("ZADD", "ops:index:open", "1", "good");

        var verdict = await Broken("good is not over: running");

        Assert.Equal(2, verdict.Counts.Terminal);
        Assert.Contains(verdict.Broken, what => what.Contains("was acknowledged to the agent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_ATaskThatTookTooLong_IsFoundUnlessItsEndWasItsSubmitters(bool endsWhenTold)
    {
        await _run.Add(new SubmittedTask("long") { StdoutLines = Lines, StderrLines = Lines, EndsWhenTold = endsWhenTold }, phase: 6);

        var verdict = await _run.Check(mostNonTerminal: TimeSpan.Zero);

        Assert.NotEqual(endsWhenTold, verdict.Broken.Any(what => what.StartsWith("task long was", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_ATaskIsGone_IsFound()
    {
        await _run.Redis.Send("HDEL", "ops:task:good", "t");

        var verdict = await Broken("good was acknowledged, and the store does not know it");

        Assert.Equal((1, 2), (verdict.Counts.Lost, verdict.Counts.Terminal));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, false)]
    public async Task Check_ATaskIsGoneThatWasSeenWhole_IsKeptAfterItsRetentionOnly(int retentionSeconds, bool isKept)
    {
        var seen = await new StoreReader(_run.Redis).Tasks(["good"]);
        await _run.Redis.Send("DEL", "ops:task:good", "ops:log:good");
        await _run.Redis.Send("ZREM", "ops:deadlines:3", "good");

        var verdict = await RunChecker.Check(
            _run.Redis, _run.Submitted, [_run.Starts], [_run.Agent], seen: seen, retention: TimeSpan.FromSeconds(retentionSeconds));

        Assert.True(verdict.IsKept == isKept, verdict.ToString());
        Assert.Equal(isKept ? 0 : 1, verdict.Counts.Lost);
    }

    [Fact]
    public async Task Check_ATaskEndedAsLost_IsCountedAsLost()
    {
        await _run.State("good", phase: 10, exitCode: 0, 0, 0, new { });

        var verdict = await Broken("good ended as lost");

        Assert.Equal(1, verdict.Counts.Lost);
    }

    [Fact]
    public async Task Check_AnotherReportThanTheHostsIsStored_IsFound()
    {
        _run.Journal(new { accepted = new { taskId = "good", attempt = 2 } });
        _run.Journal(new { ended = new { taskId = "good", attempt = 2, messageId = "good.2" } });

        await Broken("good ended on its host (attempt 2), and the store has good.1");
    }

    [Fact]
    public async Task Check_ListsAreBehind_IsFound()
    {
        await _run.List("good", phase: 3);
        await _run.Redis.Send("ZADD", "ops:index:open", "1", "other");

        await Broken("good is succeeded, and lists show running");
        await Broken("other is succeeded, and the list of open tasks has it");
    }

    [Fact]
    public async Task Check_NothingWillLookAtATaskAgain_IsFound()
    {
        await _run.Redis.Send("ZREM", "ops:deadlines:3", "good");

        await Broken("good is succeeded and has no due time");
    }

    [Fact]
    public async Task Check_TheExitCodeIsAnother_IsFound()
    {
        await _run.State("failing", phase: 7, exitCode: 4, 51, 51);

        await Broken("failing ended with exit code 4; expected 3");
    }

    [Fact]
    public async Task Check_ACancelledTaskLacksALineThatItNoted_IsFound()
    {
        var witness = _run.File("witness");
        await File.WriteAllTextAsync(witness, RecordedRun.Numbered('o', 1, Lines + 1) + RecordedRun.Numbered('e', 1, Lines));
        await _run.Add(new SubmittedTask("cut") { StdoutLines = Lines, StderrLines = Lines, Endings = ["cancelled"], Witness = witness }, phase: 9);

        await Broken("cut stdout lacks 1 of 21 lines");
    }

    [Fact]
    public async Task Check_OutputThatTheResultAdmitsToLack_IsNotMissing()
    {
        var half = RecordedRun.Numbered('o', 1, Lines / 2);
        await Rewrite("good", half);
        await _run.Append("good", (Lines / 2) + Lines + 1, 1, 0, half.Length, "", missing: 50);
        await _run.State("good", phase: 6, exitCode: 0, 0, 0, Dropping(stdout: half.Length, dropped: 50));

        var verdict = await _run.Check();

        Assert.True(verdict.IsKept, verdict.ToString());
        Assert.Equal((0, Lines / 2), (verdict.Counts.Missing, verdict.Counts.DroppedLines));
    }

    [Fact]
    public async Task Check_TheLogAdmitsToLackWhatTheResultDoesNot_IsFound()
    {
        var half = RecordedRun.Numbered('o', 1, Lines / 2);
        await Rewrite("good", half);
        await _run.Append("good", (Lines / 2) + Lines + 1, 1, 0, half.Length, "", missing: 50);
        await _run.State("good", phase: 6, exitCode: 0, 0, 0, Dropping(stdout: half.Length, dropped: 40));

        await Broken("good has a log that admits to lack (50, 0) bytes, and a report that says (40, 0)");
    }

    [Fact]
    public async Task Check_AnAttemptThatWasLostAndRepeated_IsJudgedByTheOneThatCounts()
    {
        var task = new SubmittedTask("repeated") { StdoutLines = Lines, StartsAllowed = 2 };
        await _run.Add(task with { StdoutLines = 0 }, phase: 6);
        _run.Submitted[^1] = task;
        await File.AppendAllTextAsync(_run.Starts, "repeated\n");
        var all = RecordedRun.Numbered('o', 1, Lines);
        await _run.Append("repeated", 1, 5, 0, 0, RecordedRun.Numbered('o', 1, 5));
        await _run.Append("repeated", 6, Lines, 0, 0, all, attempt: 2);
        await _run.State("repeated", phase: 6, exitCode: 0, all.Length, 0, attempt: 2);

        var verdict = await _run.Check();

        Assert.True(verdict.IsKept, verdict.ToString());
    }

    private static object Dropping(int stdout, int dropped) => new
    {
        MessageId = "good.1",
        ExitCode = 0,
        StdoutBytes = stdout,
        StderrBytes = RecordedRun.Numbered('e', 1, Lines).Length,
        StdoutDropped = dropped,
    };

    private async Task<RunVerdict> Broken(string expected)
    {
        var verdict = await _run.Check();
        Assert.Contains(verdict.Broken, what => what.Contains(expected, StringComparison.Ordinal));
        return verdict;
    }

    // One entry of standard output and one of standard error, in place of the log that was there.
    private async Task Rewrite(string id, string stdout)
    {
        await _run.Redis.Send("DEL", $"ops:log:{id}");
        var lines = stdout.Count(character => character == '\n');
        await _run.Append(id, 1, lines, 0, 0, stdout);
        await _run.Append(id, lines + 1, Lines, 1, 0, RecordedRun.Numbered('e', 1, Lines));
    }
}
