using OrleansOps.Tests.Hosting;

namespace OrleansOps.Logs;

public sealed class LogProgressTests
{
    private static readonly LogProgress Log = new("t", Attempt: 2, NextSeq: 11, StdoutOffset: 100, StderrOffset: 50);

    [Theory]
    [InlineData(2, 11, 100, LogStream.Stdout, BatchFit.Next, null)]
    [InlineData(2, 11, 50, LogStream.Stderr, BatchFit.Next, null)]
    [InlineData(2, 9, 98, LogStream.Stdout, BatchFit.Repeat, null)]
    [InlineData(2, 12, 100, LogStream.Stdout, BatchFit.Refused, "record 12, the log goes on at record 11")]
    [InlineData(2, 10, 100, LogStream.Stdout, BatchFit.Refused, "record 10, the log goes on at record 11")]
    [InlineData(2, 11, 101, LogStream.Stdout, BatchFit.Refused, "byte 101 of Stdout, the log goes on at byte 100")]
    [InlineData(1, 11, 100, LogStream.Stdout, BatchFit.Refused, "belongs to attempt 2")]
    internal void Fit(int attempt, long seq, long offset, LogStream stream, BatchFit expected, string? because)
    {
        Assert.Equal(expected, Log.For(attempt).Fit(Batch(attempt, seq, offset, stream), out var problem));
        Assert.Equal(because is null, problem is null);
        Assert.Contains(because ?? "", problem ?? "", StringComparison.Ordinal);
    }

    /// <summary>It was cut before its agent began anew from an earlier place, and cut in another way.</summary>
    [Theory]
    [InlineData(50L, true)]
    [InlineData(null, true)]
    [InlineData(49L, false)]
    [InlineData(51L, false)]
    public void Fit_WhatWasCutBesideAnotherPlaceOfTheOtherStream_IsRefused(long? beside, bool isNext)
    {
        var fit = Log.Fit(Batch(2, 11, 100, LogStream.Stdout) with { Beside = beside }, out var problem);

        Assert.Equal(isNext ? BatchFit.Next : BatchFit.Refused, fit);
        Assert.Equal(isNext, problem is null);
    }

    [Fact]
    public void For_AHigherAttemptStartsItsStreamsAnewAndGoesOnCounting()
    {
        Assert.Equal(new LogProgress("t", 3, 11, 0, 0), Log.For(3));
        Assert.Equal(Log, Log.For(1));
    }

    [Fact]
    public void After_MovesOneStream() =>
        Assert.Equal(new LogProgress("t", 2, 13, 100, 54), Log.After(Batch(2, 11, 50, LogStream.Stderr)));

    [Fact]
    public void With_BatchesThatAreNewer_IsTheLogThatHasThem()
    {
        StoredBatch[] stored =
        [
            Stored(2, 9, 2, LogStream.Stdout, 98, "x\n"),   // known already
            Stored(2, 11, 2, LogStream.Stderr, 50, "a\nb\n"),
            Stored(3, 13, 1, LogStream.Stdout, 0, "c\n"),
        ];

        Assert.Equal(new LogProgress("t", 2, 13, 100, 54), Log.With(stored[..2]));
        Assert.Equal(new LogProgress("t", 3, 14, 2, 0), Log.With(stored));
        Assert.Equal(Log, Log.With([]));
    }

    [Fact]
    public void Masked_IsAddedUpOverBatchesAndAttempts_AndTakenFromWhatIsStored()
    {
        var after = Log.After(Batch(2, 11, 50, LogStream.Stderr) with { Masked = 2 });

        Assert.Equal((2, 2), (after.Masked, after.For(3).Mark().Masked));
        Assert.Equal(5, after.With([Stored(3, 13, 1, LogStream.Stdout, 0, "c\n") with { Masked = 5 }]).Masked);
    }

    [Fact]
    public void WhatIsMissing_MovesItsStreamLikeOutput_AndCountsAsOneRecord()
    {
        var missing = Missing(11, 100, 5_000_000_000);

        Assert.Equal(BatchFit.Next, Log.Fit(missing, out _));
        var after = Log.After(missing);
        Assert.Equal(new LogProgress("t", 2, 12, 5_000_000_100, 50), after);
        Assert.Equal(BatchFit.Repeat, after.Fit(missing, out _));
        Assert.Equal(BatchFit.Next, after.Fit(Batch(2, 12, 5_000_000_100, LogStream.Stdout), out _));
        Assert.Equal(BatchFit.Refused, Log.Fit(Missing(11, 99, 1), out _));
    }

    [Fact]
    public void ABatchOfNothing_IsRefused()
    {
        Assert.Equal(BatchFit.Refused, Log.Fit(Missing(11, 100, 0) with { Dropped = null }, out var problem));
        Assert.Contains("is empty", problem, StringComparison.Ordinal);
    }

    private static LogBatch Missing(long seq, long offset, long bytes) => Batch(2, seq, offset, LogStream.Stdout) with
    {
        Records = 1,
        Bytes = [],
        Dropped = new LogDrop(bytes, LogDropReason.CapReached),
    };

    private static LogBatch Batch(int attempt, long seq, long offset, LogStream stream) => new()
    {
        TaskId = "t",
        Attempt = attempt,
        Seq = seq,
        Records = 2,
        Stream = stream,
        Offset = offset,
        At = Some.Time,
        Bytes = "a\nb\n"u8.ToArray(),
        AgentId = Some.AgentId,
        Source = null!,
    };

    private static StoredBatch Stored(int attempt, long seq, int records, LogStream stream, long offset, string text) => new()
    {
        Attempt = attempt,
        Seq = seq,
        Records = records,
        Stream = stream,
        Offset = offset,
        At = DateTimeOffset.UnixEpoch,
        Bytes = System.Text.Encoding.UTF8.GetBytes(text),
    };
}
