namespace OrleansOps.Rest;

/// <summary>Data of a <c>log</c> event.</summary>
internal sealed record LogEvent(IReadOnlyList<LogRecord> Records);
