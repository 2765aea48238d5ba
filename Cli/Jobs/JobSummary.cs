namespace OrleansOps.Cli;

/// <summary>A job as it stands in a list.</summary>
internal sealed record JobSummary(
    string Id,
    string Phase,
    int Hosts,
    JobCounts Counts,
    string? Name = null,
    string? Preview = null,
    DateTimeOffset? SubmittedAt = null,
    string? SubmittedBy = null,
    DateTimeOffset? EndedAt = null)
{
    /// <summary>What tells it apart: its name, or the first line of what it runs.</summary>
    public string? Title => Name ?? Preview;
}
