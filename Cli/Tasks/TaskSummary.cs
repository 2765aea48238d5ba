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
    IReadOnlyDictionary<string, string>? Labels = null,
    string? Name = null,
    string? Preview = null,
    string? SubmittedBy = null,
    TaskUsage? Usage = null)
{
    /// <summary>What tells it apart: its name, or the first line of what it runs.</summary>
    public string? Title => Name ?? Preview;
}
