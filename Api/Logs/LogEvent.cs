namespace OrleansOps.Api;

/// <summary>Data of a <c>log</c> event.</summary>
public sealed record LogEvent(IReadOnlyList<LogRecord> Records);
