namespace OrleansOps.Cli;

/// <summary>One time that a task was handed to its host.</summary>
internal sealed record TaskAttempt(
    int Number,
    DateTimeOffset? SentAt = null,
    DateTimeOffset? AcceptedAt = null,
    DateTimeOffset? EndedAt = null,
    string? Reason = null);
