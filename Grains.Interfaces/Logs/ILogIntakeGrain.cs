namespace OrleansOps.Logs;

/// <summary>Takes the output of one host's tasks into the queue of the silo it lives on. Key: the agent's id.</summary>
[Alias("ops.ILogIntakeGrain")]
public interface ILogIntakeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Hands batches of one task to its log, in their order, and answers when the log has taken or refused them: a silo that dies with what
    /// waits in it takes the answer along. False: give them again. A repeated batch is harmless.
    /// </summary>
    [ResponseTimeout("00:00:05"), Alias("Take")]
    Task<bool> Take([Immutable] IReadOnlyList<LogBatch> batches);
}
