namespace OrleansOps.Cli;

/// <summary>How far a task's log is stored.</summary>
/// <param name="NextSeq">Number that the next record will have.</param>
internal sealed record TaskLogMark(long NextSeq = 1, long StdoutBytes = 0, long StderrBytes = 0, bool Complete = false, long Masked = 0);
