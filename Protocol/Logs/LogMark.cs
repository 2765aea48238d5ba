namespace OrleansOps.Protocol;

/// <summary>How far the log of an attempt is stored. What comes next must start exactly here.</summary>
/// <param name="NextSeq">Sequence number of the next record.</param>
/// <param name="StdoutOffset">Bytes of standard output stored.</param>
/// <param name="StderrOffset">Bytes of standard error stored.</param>
/// <param name="Problem">Why the last batch was refused, if it was.</param>
public sealed record LogMark(string TaskId, int Attempt, long NextSeq, long StdoutOffset, long StderrOffset, string? Problem = null);
