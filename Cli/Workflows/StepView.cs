namespace OrleansOps.Cli;

/// <summary>One step of a workflow as it stands.</summary>
/// <param name="IsApproval">It is approved or rejected by an operator.</param>
/// <param name="JobId">Its job, once that has begun.</param>
/// <param name="Outputs">What its job has put out, once it is over.</param>
/// <param name="OutputsCut">It has put out more than that.</param>
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
    DateTimeOffset? EndedAt = null,
    IReadOnlyList<StepOutput>? Outputs = null,
    bool OutputsCut = false);
