namespace OrleansOps.Logs;

/// <summary>Where task output is kept. Fails with <see cref="Health.StoreUnavailableException"/>; then nothing or everything of the call happened.</summary>
public interface ILogStore
{
    /// <summary>
    /// Appends a batch, and hands it to the readers outside, both or neither. False, and nothing happens, if the log does not end
    /// where the batch begins: it has the batch already, or the store lost what the caller remembers.
    /// </summary>
    Task<bool> Append(LogEntry entry);

    /// <summary>How far a task's log is stored; null if nothing of it is.</summary>
    Task<LogMark?> Mark(string taskId);

    /// <summary>Stored batches from the one that holds <paramref name="fromSeq"/> on, about <paramref name="maxBytes"/>, at least one if there is one.</summary>
    Task<IReadOnlyList<StoredBatch>> Read(string taskId, long fromSeq, int maxBytes);

    /// <summary>Names of the newest batches that are stored and have one (<see cref="LogBatch.MessageId"/>), at most 8,192, oldest first.</summary>
    Task<IReadOnlyList<string>> Messages(string taskId);

    Task Forget(string taskId);
}
