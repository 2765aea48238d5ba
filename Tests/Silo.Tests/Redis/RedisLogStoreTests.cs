using Microsoft.Extensions.Options;
using OrleansOps.Logs;
using OrleansOps.Redis.Logs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisLogStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly byte[] Anything = [0, 0xC4, 0xE3, 0xBA, 0xC3, 0xFF, .. "\r\nFLUSHALL\r\n"u8];

    private readonly string _task = $"ex_step_host_{Guid.NewGuid():N}";

    private RedisLogStore Store => new(redis.Connection, Options.Create(new LogOptions()), Options.Create(new TaskOptions()));

    [Fact]
    public async Task Append_KeepsTheBytesAndTellsReadersOutside()
    {
        Assert.True(await Store.Append(Entry(1, Anything)));

        var batch = Assert.Single(await Store.Read(_task, 1, 1_000));
        Assert.Equal(Anything, batch.Bytes);
        Assert.Equal((1, 1, 1, LogStream.Stdout, 0, Some.Time), (batch.Seq, batch.Records, batch.Attempt, batch.Stream, batch.Offset, batch.At));

        var told = Assert.Single(await redis.Stream("agent_logs"), fields => fields["task_id"].Equals(_task, StringComparison.Ordinal));
        Assert.Equal(
            ["agent_id", "content", "execution_id", "host_id", "host_name", "level", "stream", "task_id", "timestamp"], told.Keys.Order());
        Assert.Equal(("ex", "h1", "web-1", "stdout"), (told["execution_id"], told["host_id"], told["host_name"], told["stream"]));
    }

    [Fact]
    public async Task Append_TheSameOrAnOlderOneAgainIsRefusedAndToldToNobody()
    {
        await Store.Append(Entry(1, "one\n"u8));
        await Store.Append(Entry(2, "two\n"u8, offset: 4));

        Assert.False(await Store.Append(Entry(2, "two\n"u8, offset: 4)));
        Assert.False(await Store.Append(Entry(1, "one\n"u8)));

        Assert.Equal(2, (await Store.Read(_task, 1, 1_000)).Count);
        Assert.Equal(2, (await redis.Stream("agent_logs")).Count(fields => fields["task_id"].Equals(_task, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Append_ALogOutlivesATaskThatIsKeptLongerThanOthers()
    {
        await Store.Append(Entry(1, "one\n"u8));
        var usual = (long)await redis.Ask("TTL", $"ops:log:{_task}");
        var entry = Entry(2, "two\n"u8, offset: 4);
        await Store.Append(entry with { Origin = entry.Origin with { Keep = TimeSpan.FromDays(30) } });
        var longer = (long)await redis.Ask("TTL", $"ops:log:{_task}");

        Assert.InRange(TimeSpan.FromSeconds(usual).TotalDays, 14.9, 15);   // 7 days and what a task may be silent for
        Assert.InRange(TimeSpan.FromSeconds(longer).TotalDays, 37.9, 38);
    }

    [Fact]
    public async Task Append_WhatLeavesAGapIsRefused()
    {
        await Store.Append(Entry(1, "one\n"u8));

        Assert.False(await Store.Append(Entry(3, "three\n"u8, offset: 8)));   // its writer remembers a record 2 that the store has lost
        Assert.Equal(2, (await Store.Mark(_task))!.NextSeq);
    }

    [Fact]
    public async Task Append_HowManySecretsAreMaskedIsKnownToWhoReadsOn()
    {
        await Store.Append(Entry(1, "one\n"u8));
        Assert.Equal(0, (await Store.Mark(_task))!.Masked);

        await Store.Append(Entry(2, "****\n"u8, offset: 4) with { Masked = 1 });
        await Store.Append(Missing(3, offset: 9, bytes: 7) with { Masked = 1 });

        Assert.Equal((1, 16), ((await Store.Mark(_task))!.Masked, (await Store.Mark(_task))!.StdoutOffset));
        Assert.Equal([(0L, 0L), (1L, 0L), (1L, 7L)], (await Store.Read(_task, 1, 1_000)).Select(batch => (batch.Masked, batch.Dropped?.Bytes ?? 0)));
    }

    [Fact]
    public async Task Append_ManyAtOnceLeavesOneOfEach()
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Store.Append(Entry(1, "one\n"u8))));

        Assert.Single(appended, isNew => isNew);
    }

    [Fact]
    public async Task Mark_SaysHowFarBothStreamsAre()
    {
        Assert.Null(await Store.Mark(_task));

        await Store.Append(Entry(1, "one\n"u8));
        await Store.Append(Entry(2, "oops\n"u8, stream: LogStream.Stderr, other: 4));
        var mark = await Store.Mark(_task);
        Assert.Equal((3, 1, 4, 5), (mark!.NextSeq, mark.Attempt, mark.StdoutOffset, mark.StderrOffset));

        await Store.Append(Entry(3, "two\n"u8, offset: 4, other: 5));
        mark = await Store.Mark(_task);
        Assert.Equal((4, 8, 5), (mark!.NextSeq, mark.StdoutOffset, mark.StderrOffset));
    }

    [Fact]
    public async Task WhatIsMissing_IsAnEntryOfTheLogAndALineForReadersOutside()
    {
        await Store.Append(Entry(1, "one\n"u8));
        Assert.True(await Store.Append(Missing(2, offset: 4, bytes: 5_000_000_000)));
        Assert.False(await Store.Append(Missing(2, offset: 4, bytes: 5_000_000_000)));

        var mark = await Store.Mark(_task);
        Assert.Equal((3, 5_000_000_004, 0), (mark!.NextSeq, mark.StdoutOffset, mark.StderrOffset));
        await Store.Append(Entry(3, "two\n"u8, offset: 5_000_000_004));

        var batches = await Store.Read(_task, 1, 1_000);
        Assert.Equal([null, new LogDrop(5_000_000_000, LogDropReason.DiskFull), null], batches.Select(batch => batch.Dropped));
        Assert.Equal((2, 1, 4), (batches[1].Seq, batches[1].Records, batches[1].Offset));
        Assert.Empty(batches[1].Bytes);
        Assert.Equal(2, (await Store.Read(_task, 2, 1_000))[0].Seq);

        var told = (await redis.Stream("agent_logs")).Where(fields => fields["task_id"].Equals(_task, StringComparison.Ordinal)).ToList();
        Assert.Equal("[5000000000 bytes of stdout are missing here: the host's disk was full]\n", told[1]["content"]);
        Assert.Equal(("stdout", "warning"), (told[1]["stream"], told[1]["level"]));
        Assert.Equal(told[0].Keys.Order(), told[1].Keys.Order());
    }

    [Fact]
    public async Task Read_StartsWithTheBatchThatHoldsTheRecordAndStopsAtTheBytes()
    {
        for (var i = 0; i < 100; i++)
        {
            await Store.Append(Entry(1 + (i * 10), new byte[100], offset: i * 100, records: 10));
        }

        Assert.Equal(501, (await Store.Read(_task, 510, 1))[0].Seq);
        Assert.Equal(511, (await Store.Read(_task, 511, 1))[0].Seq);
        Assert.Equal(100, (await Store.Read(_task, 1, 1_000_000)).Count);
        Assert.Equal(5, (await Store.Read(_task, 1, 450)).Count);
        Assert.Empty(await Store.Read(_task, 1_001, 1_000));
    }

    [Fact]
    public async Task LargeBatches_LeaveFewerToReadersOutside()
    {
        var store = new RedisLogStore(redis.Connection, Options.Create(new LogOptions { OutsideBytes = 4 * 1024 * 1024 }), Options.Create(new TaskOptions()));
        for (var i = 0; i < 400; i++)
        {
            await store.Append(Entry(1 + i, new byte[64 * 1024], offset: i * 64 * 1024));
        }

        // 25 MB were printed; 100 entries are the fewest.
        Assert.InRange((await redis.Stream("agent_logs")).Count, 100, 250);
        Assert.Equal(400, (await Store.Read(_task, 1, int.MaxValue)).Count);
    }

    [Fact]
    public async Task ALogOutlivesItsTaskHoweverLongThatIsSilent()
    {
        const int Day = 24 * 3600;
        var (longestRun, retention) = (7 * Day, 7 * Day);

        await Store.Append(Entry(1, "one\n"u8));

        Assert.InRange((long)await redis.Ask("TTL", $"ops:log:{_task}"), longestRun + retention, 30 * Day);
    }

    private LogEntry Missing(long seq, long offset, long bytes)
    {
        var entry = Entry(seq, [], offset);
        return entry with { Batch = entry.Batch with { Dropped = new LogDrop(bytes, LogDropReason.DiskFull) } };
    }

    private LogEntry Entry(
        long seq, ReadOnlySpan<byte> bytes, long offset = 0, LogStream stream = LogStream.Stdout, long other = 0, int records = 1) => new(
        new LogBatch
        {
            TaskId = _task,
            Attempt = 1,
            Seq = seq,
            Records = records,
            Stream = stream,
            Offset = offset,
            At = Some.Time,
            Bytes = bytes.ToArray(),
            AgentId = Some.AgentId,
            Source = null!,
        },
        other,
        0,
        new LogOrigin("web-1", "ex", "h1"));
}
