using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>The log's own account: what is sent, what is stored, and what follows from the gateway's marks.</summary>
public sealed class TaskLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LogWindow _window = new(TimeProvider.System);
    private readonly byte[] _buffer = new byte[Limits.BatchBytes];
    private readonly TaskLog _log;

    public TaskLogTests() => _log = new TaskLog(
        new AttemptId("t", 1),
        new OutputFile(PathOf(LogStream.Stdout)),
        new OutputFile(PathOf(LogStream.Stderr)),
        new MemoryFile(),
        _window,
        TimeProvider.System);

    [Fact]
    public void Cut_BothStreams_InTurnWithOffsetsOfTheirOwnAndOneNumbering()
    {
        Print(LogStream.Stdout, "1\n2\n");
        Print(LogStream.Stderr, "e\n");
        var batches = new[] { _log.Cut(_buffer)!, _log.Cut(_buffer)! };

        Print(LogStream.Stdout, "3\n");
        var last = _log.Cut(_buffer)!;

        Assert.Equal([(1, LogStream.Stdout, 0), (3, LogStream.Stderr, 0)], batches.Select(batch => ((int)batch.Seq, batch.Stream, (int)batch.Offset)));
        Assert.Equal((4, LogStream.Stdout, 4, "3\n"), ((int)last.Seq, last.Stream, (int)last.Offset, last.Text));
    }

    [Fact]
    public void Cut_NeverMoreThanTheWindowHolds_AndGoesOnWhenItIsStored()
    {
        _window.Open(Limits.BatchBytes);
        Print(LogStream.Stdout, string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 1_000)));
        var first = _log.Cut(_buffer)!;

        Assert.Null(_log.Cut(_buffer));
        Assert.Equal(first.Text!.Length, _window.Used);
        Assert.Equal(LogMarkResult.Progress, _log.Take(Mark(1 + (first.Text.Length / 100), first.Text.Length)));
        Assert.Equal(0, _window.Used);
        Assert.NotNull(_log.Cut(_buffer));
    }

    [Fact]
    public void Take_AMarkThatIsNoneOfOurCuts_IsRight()
    {
        Print(LogStream.Stdout, "1\n2\n3\n");
        _log.Cut(_buffer);

        var result = _log.Take(Mark(2, 2));

        Assert.Equal(LogMarkResult.Moved, result);
        var again = _log.Cut(_buffer)!;
        Assert.Equal((2, 2, "2\n3\n"), ((int)again.Seq, (int)again.Offset, again.Text));
    }

    [Fact]
    public void Take_ARefusal_SendsAgainFromItsMark()
    {
        Print(LogStream.Stdout, "1\n");
        var sent = _log.Cut(_buffer)!;

        Assert.Equal(LogMarkResult.Moved, _log.Take(Mark(1, 0, "gap")));

        Assert.Equal((sent.Seq, sent.Text), (_log.Cut(_buffer)!.Seq, "1\n"));
    }

    [Fact]
    public void Take_AMarkBehindWhatWasStored_AsksInsteadOfGuessing()
    {
        Print(LogStream.Stdout, "1\n2\n");
        _log.Cut(_buffer);
        _log.Take(Mark(3, 4));

        Assert.Equal(LogMarkResult.Doubtful, _log.Take(Mark(2, 2)));
        Assert.True(_log.NeedsMark);
        Assert.Null(_log.Cut(_buffer));
        Assert.Equal(LogMarkResult.Moved, _log.Start(Mark(2, 2)));
        Assert.Equal("2\n", _log.Cut(_buffer)!.Text);
    }

    [Fact]
    public void Start_AMarkBeyondTheOutput_HasNothingToSend()
    {
        Print(LogStream.Stdout, "1\n");
        _log.Adopt();
        _log.Finish(End(2));

        Assert.Equal(LogMarkResult.Beyond, _log.Start(Mark(9, 99)));
        Assert.Null(_log.Cut(_buffer));
        Assert.True(_log.AllStored);
    }

    [Fact]
    public void Release_WhatIsStored_GivesTheDiskBackAndCannotBeSentAgain()
    {
        Print(LogStream.Stdout, new string('x', 3 * 1024 * 1024));
        long bytes = 0;
        long seq = 1;
        while (_log.Cut(_buffer) is { } batch)
        {
            (bytes, seq) = (bytes + batch.Text!.Length, batch.Seq + LogRecords.Count(Encoding.UTF8.GetBytes(batch.Text)));
        }

        _log.Take(Mark(seq, bytes));

        Assert.InRange(BlocksOf(PathOf(LogStream.Stdout)) * 512, 0, 1024 * 1024);
        _log.Doubt();
        Assert.Equal(LogMarkResult.Moved, _log.Start(Mark(5, 100)));
        var missing = _log.Cut(_buffer)!;
        Assert.Equal((5, 100, new LogDrop((3 * 1024 * 1024) - 100, LogDropReason.Lost)), (missing.Seq, missing.Offset, missing.Dropped));
        Assert.Equal(0, _window.Used);
    }

    [Fact]
    public void Adopt_AfterItsBeginningWasReleased_SaysWhatIsMissingAndNeverSendsTheHole()
    {
        Print(LogStream.Stdout, new string('x', 2 * 1024 * 1024));
        using (var output = new OutputFile(PathOf(LogStream.Stdout)))
        {
            output.Read(0, _buffer);
            output.Release(1024 * 1024);
        }

        _log.Adopt();

        Assert.Equal(LogMarkResult.Moved, _log.Start(Mark(1, 0)));
        Assert.Equal(new LogDrop(1024 * 1024, LogDropReason.Lost), _log.Cut(_buffer)!.Dropped);
        var next = _log.Cut(_buffer)!;
        Assert.Equal((2, 1024 * 1024, new string('x', Limits.BatchBytes)), (next.Seq, next.Offset, next.Text));
    }

    [Fact]
    public void Adopt_AfterAllOfItWasReleased_NeverSendsTheHole()
    {
        Print(LogStream.Stdout, new string('x', 1024 * 1024));
        using (var output = new OutputFile(PathOf(LogStream.Stdout)))
        {
            output.Read(0, _buffer);
            output.Release(1024 * 1024);
        }

        _log.Adopt();
        _log.Finish(End(1024 * 1024));
        _log.Start(Mark(1, 0));

        Assert.Equal(new LogDrop(1024 * 1024, LogDropReason.Lost), _log.Cut(_buffer)!.Dropped);
        Assert.Null(_log.Cut(_buffer));
    }

    [Fact]
    public void Cut_WhatWasDropped_ComesAfterTheLastByteOfItsStream()
    {
        Print(LogStream.Stdout, "1\n");
        Print(LogStream.Stderr, "e\n");
        _log.Finish(new LogEnd(2, 2, 5_000_000_000, 1, LogDropReason.CapReached));
        var batches = new List<LogBatch>();
        while (_log.Cut(_buffer) is { } batch)
        {
            batches.Add(batch);
        }

        Assert.Equal(["1\n", "e\n"], batches.Take(2).Select(batch => batch.Text));
        Assert.Equal(
            [(3, LogStream.Stdout, 2, 5_000_000_000), (4, LogStream.Stderr, 2, 1)],
            batches.Skip(2).Select(batch => (batch.Seq, batch.Stream, batch.Offset, batch.Dropped!.Bytes)));
        Assert.All(batches.Skip(2), batch => Assert.Equal((null, null, LogDropReason.CapReached), (batch.Text, batch.Raw, batch.Dropped!.Reason)));
        Assert.True(_log.AllSent);
        Assert.Equal(4, _window.Used);
        _log.Take(new LogMark("t", 1, 5, 5_000_000_002, 3));
        Assert.True(_log.AllStored);
        Assert.Equal(0, _window.Used);
    }

    [Fact]
    public void Cut_AFileThatIsShorterThanTheReport_SaysWhatIsMissing()
    {
        Print(LogStream.Stdout, "1\n2");
        _log.Adopt();
        _log.Finish(End(10));
        _log.Start(Mark(1, 0));

        Assert.Equal("1\n", _log.Cut(_buffer)!.Text);
        Assert.Null(_log.Cut(_buffer));   // the rest of the line is waited for, as ever
        Assert.True(SpinWait.SpinUntil(() => _log.Cut(_buffer)?.Text == "2", TimeSpan.FromSeconds(30)), "The rest of the line was not sent.");
        Assert.Equal(new LogDrop(7, LogDropReason.Lost), _log.Cut(_buffer)!.Dropped);
        Assert.True(_log.AllSent);
    }

    [Fact]
    public void Cut_NoFileAtAll_SaysWhatIsMissing()
    {
        _log.Adopt();
        _log.Finish(End(10));
        _log.Start(Mark(2, 3));

        Assert.Equal(new LogDrop(7, LogDropReason.Lost), _log.Cut(_buffer)!.Dropped);
        Assert.Null(_log.Cut(_buffer));
    }

    [Fact]
    public void StartSession_WithOutputUnderWay_AsksFirst()
    {
        Print(LogStream.Stdout, "1\n2\n");
        _log.Cut(_buffer);

        _log.StartSession();

        Assert.True(_log.NeedsMark);
        Assert.Equal(0, _window.Used);
    }

    [Fact]
    public void AllSent_WhatIsPrintedAfterTheEnd_DoesNotBelongToIt()
    {
        Print(LogStream.Stdout, "1\nlast");
        _log.Finish(End(6));
        Print(LogStream.Stdout, " and more\n");

        Assert.Equal("1\n", _log.Cut(_buffer)!.Text);
        Assert.Equal("last", _log.Cut(_buffer)!.Text);
        Assert.True(_log.AllSent);
        Assert.False(_log.AllStored);
        _log.Take(Mark(3, 6));
        Assert.True(_log.AllStored);
    }

    [Fact]
    public void AllSent_AHigherAttempt_ContinuesTheNumbersOfTheLowerOnes()
    {
        using var second = new TaskLog(
            new AttemptId("t", 2), new OutputFile(PathOf(LogStream.Stdout)), new OutputFile(PathOf(LogStream.Stderr)), new MemoryFile(), _window, TimeProvider.System);
        Print(LogStream.Stdout, "x\n");

        Assert.True(second.NeedsMark);
        second.Start(new LogMark("t", 2, 41, 0, 0));
        Assert.Equal(41, second.Cut(_buffer)!.Seq);
    }

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    private static LogEnd End(long stdout) => new(stdout, 0, 0, 0, LogDropReason.DiskFull);

    private static LogMark Mark(long nextSeq, long stdout, string? problem = null) => new("t", 1, nextSeq, stdout, 0, problem);

    private static long BlocksOf(string path)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%b", path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        return long.Parse(stat.StandardOutput.ReadToEnd());
    }

    private string PathOf(LogStream stream) => Path.Join(_directory.Path, stream.ToString());

    private void Print(LogStream stream, string text) => File.AppendAllText(PathOf(stream), text);
}
