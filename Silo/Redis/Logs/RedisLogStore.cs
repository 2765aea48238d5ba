using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansOps.Logs;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Logs;

/// <summary>Logs in Redis: a stream for each task, one entry for each batch, named by the batch's first sequence number.</summary>
internal sealed class RedisLogStore(RedisConnection redis, IOptions<LogOptions> logs, IOptions<TaskOptions> tasks) : ILogStore
{
    /// <summary>
    /// More than any task can run on after its last line. A log is removed with its task; it expires by itself only where it lost it.
    /// </summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(8);

    private static readonly RedisScript AppendScript = new("log-append");
    private static readonly RedisScript MarkScript = new("log-mark");
    private static readonly RedisScript ReadScript = new("log-read");

    private readonly OutsideBound _outside = new(logs.Value);

    public async Task<bool> Append(LogEntry entry)
    {
        var batch = entry.Batch;
        var isError = batch.Stream == LogStream.Stderr;
        RedisValue[] missing = batch.Dropped is { } drop ? [drop.Bytes, (int)drop.Reason, DropSentences.Of(batch.Stream, drop)] : [];
        var stored = await redis.Run(
            AppendScript,
            [RedisKeys.Log(batch.TaskId), RedisKeys.OutsideLogs, RedisKeys.LogMessages(batch.TaskId)],
            [
                batch.Seq, batch.Records, batch.Attempt, (int)batch.Stream, batch.Offset, batch.At.ToUnixTimeMilliseconds(), batch.Bytes, entry.OtherOffset,
                Life(entry.Origin), _outside.EntriesWith(batch.Bytes.Length),
                batch.TaskId, batch.AgentId, isError ? "stderr" : "stdout", batch.Dropped is not null ? "warning" : isError ? "error" : "info",
                batch.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Origin.HostId, entry.Origin.AgentName, entry.Origin.ExecutionId, BatchTimes.Write(batch.Times), entry.Masked, batch.MessageId ?? "",
                .. missing,
            ]);
        return (int)stored == 1;
    }

    public async Task<LogMark?> Mark(string taskId)
    {
        var newest = (RedisResult[])(await redis.Run(MarkScript, [RedisKeys.Log(taskId)], []))!;
        if (newest.Length == 0)
        {
            return null;
        }

        var stream = (LogStream)(int)newest[3];
        var end = (long)newest[4] + (long)newest[5];
        var other = (long)newest[6];
        return new LogMark
        {
            TaskId = taskId,
            Attempt = (int)newest[2],
            NextSeq = (long)newest[0] + (long)newest[1],
            StdoutOffset = stream == LogStream.Stdout ? end : other,
            StderrOffset = stream == LogStream.Stderr ? end : other,
            Masked = (long)newest[7],
        };
    }

    public async Task<IReadOnlyList<StoredBatch>> Read(string taskId, long fromSeq, int maxBytes)
    {
        var entries = (RedisResult[])(await redis.Run(ReadScript, [RedisKeys.Log(taskId)], [fromSeq, maxBytes]))!;
        return entries.Select(entry => Batch((RedisResult[])entry!)).SkipWhile(batch => batch.Seq + batch.Records <= fromSeq).ToList();
    }

    public async Task<IReadOnlyList<string>> Messages(string taskId) =>
        (await redis.Call(database => database.ListRangeAsync(RedisKeys.LogMessages(taskId)))).Select(name => name.ToString()).ToList();

    public Task Forget(string taskId) => redis.Call(database => database.KeyDeleteAsync([RedisKeys.Log(taskId), RedisKeys.LogMessages(taskId)]));

    private long Life(LogOrigin origin) =>
        (long)((origin.Keep is { } keep && keep > tasks.Value.Retention ? keep : tasks.Value.Retention) + LongestSilence).TotalSeconds;

    private static StoredBatch Batch(RedisResult[] entry) => new()
    {
        Seq = (long)entry[0],
        Records = (int)entry[1],
        Attempt = (int)entry[2],
        Stream = (LogStream)(int)entry[3],
        Offset = (long)entry[4],
        At = DateTimeOffset.FromUnixTimeMilliseconds((long)entry[5]),
        Bytes = (byte[])entry[6]!,
        Times = BatchTimes.Read((string?)entry[7]),
        Masked = (long)entry[8],
        Dropped = entry.Length > 9 ? new LogDrop((long)entry[9], (LogDropReason)(int)entry[10]) : null,
    };
}
