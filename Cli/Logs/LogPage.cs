namespace OrleansOps.Cli;

/// <summary>A part of a log.</summary>
/// <param name="NextSeq">Where the next part starts.</param>
/// <param name="Complete">True if nothing more will come.</param>
internal sealed record LogPage(IReadOnlyList<LogRecord> Records, long NextSeq, bool Complete = false);
