using OrleansOps.Logs;

namespace OrleansOps.InMemory;

/// <summary>Logs in memory.</summary>
internal sealed class MemoryLogStore : ILogStore
{
    private const int MostMessages = 8_192;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<LogEntry>> _logs = [];

    public Task<bool> Append(LogEntry entry)
    {
        lock (_lock)
        {
            if (!_logs.TryGetValue(entry.Batch.TaskId, out var log))
            {
                _logs[entry.Batch.TaskId] = log = [];
            }

            var isNew = entry.Batch.Seq == (log.Count == 0 ? 1 : log[^1].Batch.Seq + log[^1].Batch.Records);
            if (isNew)
            {
                log.Add(entry);
            }

            return Task.FromResult(isNew);
        }
    }

    public Task<IReadOnlyList<string>> Messages(string taskId)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>(_logs.GetValueOrDefault(taskId, []).Select(entry => entry.Batch.MessageId).OfType<string>().TakeLast(MostMessages).ToList());
        }
    }

    public Task<LogMark?> Mark(string taskId)
    {
        lock (_lock)
        {
            return Task.FromResult(_logs.GetValueOrDefault(taskId) is [.., var newest] ? After(newest) : null);
        }
    }

    public Task<IReadOnlyList<StoredBatch>> Read(string taskId, long fromSeq, int maxBytes)
    {
        var found = new List<StoredBatch>();
        var bytes = 0;
        lock (_lock)
        {
            foreach (var entry in _logs.GetValueOrDefault(taskId, []).Where(entry => entry.Batch.Seq + entry.Batch.Records > fromSeq))
            {
                found.Add(Stored(entry));
                bytes += entry.Batch.Bytes.Length;
                if (bytes >= maxBytes)
                {
                    break;
                }
            }
        }

        return Task.FromResult<IReadOnlyList<StoredBatch>>(found);
    }

    public Task Forget(string taskId)
    {
        lock (_lock)
        {
            _logs.Remove(taskId);
        }

        return Task.CompletedTask;
    }

    private static LogMark After(LogEntry newest)
    {
        var batch = newest.Batch;
        return new LogMark
        {
            TaskId = batch.TaskId,
            Attempt = batch.Attempt,
            NextSeq = batch.Seq + batch.Records,
            StdoutOffset = batch.Stream == LogStream.Stdout ? batch.End : newest.OtherOffset,
            StderrOffset = batch.Stream == LogStream.Stderr ? batch.End : newest.OtherOffset,
            Masked = newest.Masked,
        };
    }

    private static StoredBatch Stored(LogEntry entry) => new()
    {
        Seq = entry.Batch.Seq,
        Records = entry.Batch.Records,
        Attempt = entry.Batch.Attempt,
        Stream = entry.Batch.Stream,
        Offset = entry.Batch.Offset,
        At = entry.Batch.At,
        Bytes = entry.Batch.Bytes,
        Dropped = entry.Batch.Dropped,
        Times = entry.Batch.Times,
        Masked = entry.Masked,
    };
}
