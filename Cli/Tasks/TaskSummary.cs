namespace OrleansOps.Cli;

/// <summary>A task as it stands in a list.</summary>
internal sealed record TaskSummary(
    string Id,
    AgentRef Agent,
    string Phase,
    bool Terminal = false,
    string? Kind = null,
    int Attempt = 0,
    DateTimeOffset? SubmittedAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    int? ExitCode = null,
    IReadOnlyDictionary<string, string>? Labels = null);
