namespace OrleansOps.Terraform;

/// <summary>What operators' words do to a run. Null: as it stands, the word means nothing.</summary>
internal static class RunWords
{
    public static RunState? Confirm(RunState run, RunDecision decision) => run.Phase switch
    {
        RunPhase.Planned => run with { Phase = RunPhase.Confirmed, Decision = decision },
        RunPhase.Discarded => null,
        _ => string.Equals(run.Decision?.ById, decision.ById, StringComparison.Ordinal) ? run : null,   // said again
    };

    public static RunState? Discard(RunState run, RunDecision decision, DateTimeOffset now) => run.Phase switch
    {
        RunPhase.Planned or RunPhase.Confirmed => RunTransitions.Over(run with { Decision = decision }, RunPhase.Discarded, RunReasons.DiscardedBy(decision), now),
        RunPhase.Discarded when string.Equals(run.Decision?.ById, decision.ById, StringComparison.Ordinal) => run,
        _ => null,
    };

    /// <summary>What runs on the host is over only when that has confirmed it.</summary>
    public static RunState? Cancel(RunState run, string by, DateTimeOffset now) => run.Phase switch
    {
        RunPhase.Waiting or RunPhase.Planned or RunPhase.Confirmed => RunTransitions.Over(run with { CancelledBy = by }, RunPhase.Cancelled, RunReasons.CancelledBy(by), now),
        RunPhase.Planning or RunPhase.Applying => run.CancelledBy is null ? run with { CancelledBy = by, Reason = RunReasons.CancelAsked(by) } : run,
        RunPhase.Cancelled => run,
        _ => null,
    };
}
