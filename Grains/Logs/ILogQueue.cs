namespace OrleansOps.Logs;

/// <summary>Where the output of tasks waits, in this silo, for the stream that leads to the task's log.</summary>
public interface ILogQueue
{
    /// <summary>Ends when the log has taken or refused the batches, all of one task. False if that is not known: they are to be put again.</summary>
    Task<bool> Put(IReadOnlyList<LogBatch> batches);
}
