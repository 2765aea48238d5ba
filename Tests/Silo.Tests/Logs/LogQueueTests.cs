using Orleans.Streams;

namespace OrleansOps.Logs;

public sealed class LogQueueTests
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(15);

    private readonly CountingTimeProvider _time = new();
    private readonly LogQueue _queue = new();
    private readonly LogQueueCache _cache;
    private readonly LogQueueReceiver _receiver;

    public LogQueueTests()
    {
        _cache = new LogQueueCache(_queue);
        _receiver = new LogQueueReceiver(_queue, ForgetAfter, _time);
    }

    [Fact]
    public async Task NobodyLooksWhileNothingComes()
    {
        var read = _receiver.GetQueueMessagesAsync(10, CancellationToken.None);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(read.IsCompleted);
        Assert.Equal(0, _time.Timers);
        _ = _queue.Put(Output("t1", 1));
        Assert.Equal(1, Number(Assert.Single(await read.Within("what was put is read"))));
    }

    [Fact]
    public async Task AfterOutputOneReadEndsEmptyAndTheNextSleeps()
    {
        _ = _queue.Put(Output("t1", 1));
        var output = Assert.Single(await _receiver.GetQueueMessagesAsync(10, CancellationToken.None));
        _cache.AddToCache([output]);
        var cursor = Cursor("t1");
        Assert.True(cursor.MoveNext());

        Assert.Empty(await EmptyRead("it is still on its way: so it goes on ending"));
        Assert.False(cursor.MoveNext());
        Assert.Empty(await EmptyRead("the stream may be forgotten now"));

        var sleeping = _receiver.GetQueueMessagesAsync(10, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(sleeping.IsCompleted);
    }

    [Fact]
    public async Task ASleepingReadEndsWhenItsAgentStops()
    {
        using var stopping = new CancellationTokenSource();
        var read = _receiver.GetQueueMessagesAsync(10, stopping.Token);

        await stopping.CancelAsync();

        Assert.Empty(await read.Within("the read ends"));
    }

    [Fact]
    public async Task WhatWasPutEndsWhenItIsDelivered()
    {
        var (first, second) = (_queue.Put(Output("t1", 1)), _queue.Put(Output("t1", 2)));
        _cache.AddToCache(await _receiver.GetQueueMessagesAsync(10, CancellationToken.None));
        var cursor = Cursor("t1");

        Assert.True(cursor.MoveNext());
        Assert.Equal(1, Current(cursor));
        Assert.False(first.IsCompleted);
        Assert.True(cursor.MoveNext());
        Assert.Equal(2, Current(cursor));
        Assert.True(await first.Within("the first was taken"));
        Assert.False(second.IsCompleted);
        Assert.False(cursor.MoveNext());
        Assert.True(await second.Within("the second was taken"));
        Assert.True(_queue.IsDelivered);
    }

    [Fact]
    public async Task WhatCannotBeDeliveredIsGivenBack()
    {
        var put = _queue.Put(Output("t1", 1));
        _cache.AddToCache(await _receiver.GetQueueMessagesAsync(10, CancellationToken.None));
        var cursor = Cursor("t1");
        cursor.MoveNext();

        cursor.RecordDeliveryFailure();

        Assert.False(await put.Within("it ends"));
        Assert.False(cursor.MoveNext());
        Assert.True(_queue.IsDelivered);
    }

    [Fact]
    public async Task WhatALeavingReaderWasAtComesAgain()
    {
        _ = _queue.Put(Output("t1", 1));
        _cache.AddToCache(await _receiver.GetQueueMessagesAsync(10, CancellationToken.None));
        var first = Cursor("t1");
        first.MoveNext();

        first.Dispose();

        var second = Cursor("t1");
        Assert.True(second.MoveNext());
        Assert.Equal(1, Current(second));
    }

    [Fact]
    public async Task AClosedQueueGivesEverythingBack()
    {
        var read = _queue.Put(Output("t1", 1));
        _cache.AddToCache(await _receiver.GetQueueMessagesAsync(10, CancellationToken.None));
        var waiting = _queue.Put(Output("t2", 2));

        await _receiver.Shutdown(TimeSpan.FromSeconds(1));

        Assert.False(await read.Within("what was read ends"));
        Assert.False(await waiting.Within("what waited ends"));
        Assert.False(await _queue.Put(Output("t3", 3)).Within("what comes later ends"));
    }

    private async Task<IList<IBatchContainer>> EmptyRead(string why)
    {
        var read = _receiver.GetQueueMessagesAsync(10, CancellationToken.None);
        Assert.False(read.IsCompleted);
        _time.Advance(ForgetAfter);
        return await read.Within(why);
    }

    private static StreamId Stream(string task) => StreamId.Create(Names.TaskLogs, task);

    private static QueuedOutput Output(string task, long number) => new(Stream(task), [], number);

    private LogQueueCursor Cursor(string task) => (LogQueueCursor)_cache.GetCacheCursor(Stream(task), null);

    private static long Current(LogQueueCursor cursor) => Number(cursor.GetCurrent(out _)!);

    private static long Number(IBatchContainer output) => ((QueuedOutput)output).Number;
}
