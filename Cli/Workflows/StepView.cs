namespace OrleansOps.Cli;

/// <summary>One step of a workflow as it stands.</summary>
/// <param name="IsApproval">It is approved or rejected by an operator.</param>
/// <param name="JobId">Its job, once that has begun.</param>
internal sealed record StepView(
    string Name,
    string Phase,
    JobCounts Counts,
    int Hosts = 0,
    bool IsApproval = false,
    string? Reason = null,
    string? JobId = null,
    DateTimeOffset? DueAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null);
