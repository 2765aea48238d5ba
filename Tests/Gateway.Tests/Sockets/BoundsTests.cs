using Microsoft.Extensions.Time.Testing;
using OrleansOps.Logs;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Tests.Gateway.Sockets;

public sealed class BoundsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void MessageRate_LetsOneSecondsWorthThroughAtOnceAndRefills()
    {
        var rate = new MessageRate(10, _time);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(rate.Take()));
        Assert.False(rate.Take());
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(rate.Take()));
        Assert.False(rate.Take());
    }

    [Fact]
    public void SendQueue_IsBoundedByMessagesAndBytes()
    {
        var queue = new SendQueue(new AgentSocketOptions { SendQueueMessages = 16, SendQueueBytes = 1_000 }, _time);

        Assert.True(queue.Enter(600));
        Assert.False(queue.Enter(600));
        queue.Leave(600);
        Assert.All(Enumerable.Range(0, 16), _ => Assert.True(queue.Enter(1)));
        Assert.False(queue.Enter(1));
        Assert.Equal((16, 16L), (queue.Messages, queue.Bytes));
    }

    [Fact]
    public void SendQueue_IsStuckWhenNothingIsReadForTooLong()
    {
        var queue = new SendQueue(new AgentSocketOptions { StuckAfter = TimeSpan.FromSeconds(20) }, _time);
        queue.Enter(1);
        queue.Enter(1);

        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.False(queue.IsStuck);
        queue.Leave(1);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.False(queue.IsStuck);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(queue.IsStuck);
        queue.Leave(1);
        Assert.False(queue.IsStuck);
    }

    [Fact]
    public void LogWindow_OpensWithWhatIsStored()
    {
        var window = new LogWindow();
        window.Add(Batch("a", seq: 1, bytes: 100));
        window.Add(Batch("a", seq: 2, bytes: 50));
        window.Add(Batch("b", seq: 1, bytes: 10));

        window.Stored(Mark("a", nextSeq: 2));
        Assert.Equal(60, window.UnackedBytes);
        window.Stored(Mark("a", nextSeq: 3));
        Assert.Equal(10, window.UnackedBytes);
    }

    [Fact]
    public void LogWindow_CountsARepeatOnce()
    {
        var window = new LogWindow();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            window.Add(Batch("a", seq: 1, bytes: 100));
            window.Add(Batch("a", seq: 2, bytes: 100));
        }

        Assert.Equal(200, window.UnackedBytes);
        Assert.Equal(200, window.WaitingBytes);
    }

    [Fact]
    public void LogWindow_StartsAgainAfterAProblem()
    {
        var window = new LogWindow();
        window.Add(Batch("a", seq: 7, bytes: 100));
        window.Add(Batch("a", seq: 8, bytes: 100));

        window.Stored(Mark("a", nextSeq: 1) with { Problem = "gap" });

        Assert.Equal(0, window.UnackedBytes);
    }

    [Fact]
    public void LogWindow_KeepsTheOrderOfEachTaskAndDrainsItOnce()
    {
        var window = new LogWindow();
        var (_, lane) = window.Add(Batch("a", seq: 1, bytes: 1));
        var (_, second) = window.Add(Batch("a", seq: 2, bytes: 1));

        Assert.NotNull(lane);
        Assert.Null(second);
        Assert.Equal([1, 2], window.Next(lane).Select(batch => batch.Seq));
        Assert.Empty(window.Next(lane));
        Assert.NotNull(window.Add(Batch("a", seq: 3, bytes: 1)).Start);
    }

    [Fact]
    public void LogWindow_GivesALaneInPieces()
    {
        var window = new LogWindow();
        var (_, lane) = window.Add(Batch("a", seq: 1, bytes: Protocol.Limits.BatchBytes));
        foreach (var seq in Enumerable.Range(2, 4))
        {
            window.Add(Batch("a", seq, Protocol.Limits.BatchBytes));
        }

        Assert.Equal([1, 2, 3, 4], window.Next(lane!).Select(batch => batch.Seq));
        Assert.Equal(Protocol.Limits.BatchBytes, window.WaitingBytes);
        Assert.Equal([5], window.Next(lane!).Select(batch => batch.Seq));
    }

    private static LogBatch Batch(string task, long seq, int bytes) => new()
    {
        TaskId = task,
        Attempt = 1,
        Seq = seq,
        Records = 1,
        Stream = LogStream.Stdout,
        Offset = 0,
        At = DateTimeOffset.UnixEpoch,
        Bytes = new byte[bytes],
        AgentId = "x",
        Source = null!,
    };

    private static LogMark Mark(string task, long nextSeq) => new() { TaskId = task, Attempt = 1, NextSeq = nextSeq, StdoutOffset = 0, StderrOffset = 0 };
}
