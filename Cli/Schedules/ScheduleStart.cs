namespace OrleansOps.Cli;

/// <summary>What became of a time of a schedule: started, skipped or failed.</summary>
/// <param name="Due">The time; of several, the last. Null: an operator's word.</param>
/// <param name="Count">How many times it stands for.</param>
/// <param name="JobPhase">How the job stands, as far as it was asked; of a workflow <paramref name="WorkflowPhase"/>.</param>
internal sealed record ScheduleStart(
    string Kind, int Count, DateTimeOffset At, DateTimeOffset? Due = null, string? JobId = null, string? JobPhase = null, string? Reason = null, string? WorkflowId = null, string? WorkflowPhase = null)
{
    public string What => string.Equals(Kind, "started", StringComparison.Ordinal) ? JobPhase ?? WorkflowPhase ?? Kind : Kind;
}
