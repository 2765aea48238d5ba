namespace OrleansOps.Logs;

/// <summary>A batch to be stored, and what the readers outside are told with it.</summary>
/// <param name="Batch">What the agent sent.</param>
/// <param name="OtherOffset">How far the attempt's other stream is stored, so that the newest entry alone says where the log goes on.</param>
/// <param name="Masked">How many secrets have a mask in the log once it is there.</param>
/// <param name="Origin">Whose output it is.</param>
public sealed record LogEntry(LogBatch Batch, long OtherOffset, long Masked, LogOrigin Origin);
