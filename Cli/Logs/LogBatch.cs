namespace OrleansOps.Cli;

/// <summary>Some consecutive records of a log.</summary>
internal sealed record LogBatch(IReadOnlyList<LogRecord> Records);
