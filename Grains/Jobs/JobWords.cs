namespace OrleansOps.Jobs;

/// <summary>What operators' words do to a job. Null: as it stands, the word means nothing.</summary>
internal static class JobWords
{
    public static JobState? Pause(JobState job, string by) => job.Phase switch
    {
        JobPhase.Running => job with { Phase = JobPhase.Paused, Reason = JobReasons.PausedBy(by) },
        JobPhase.Paused => job,
        _ => null,
    };

    public static JobState? Resume(JobState job) => job.Phase switch
    {
        JobPhase.Paused => job with { Phase = JobPhase.Running, Reason = null },
        JobPhase.Running => job,
        _ => null,
    };

    public static JobState? Stop(JobState job, string by) => job.Phase switch
    {
        JobPhase.Stopping or JobPhase.Stopped => job,
        JobPhase.Running or JobPhase.Paused or JobPhase.Failing => job with { Phase = JobPhase.Stopping, StoppedBy = by, Reason = JobReasons.StoppedBy(by) },
        _ => null,
    };

    public static JobState? Pace(JobState job, int maxConcurrent) => job.Phase.IsTerminal() ? null : job with { MaxConcurrent = maxConcurrent };

    /// <summary>Another round: stored before a shard is asked to enter it, so that one that has is not alone.</summary>
    public static JobState? Retry(JobState job, int round, JobRetry which) =>
        job.Phase.IsTerminal() && round == job.Round + 1 ? job with { Entering = round, EnteringWhich = which } : null;

    /// <summary>All shards are in the round.</summary>
    public static JobState Entered(JobState job, IReadOnlyList<int> sizes) => job with
    {
        Phase = JobPhase.Running,
        Round = job.Entering,
        RoundSizes = sizes,
        Batch = 0,
        Unsuccessful = 0,
        Reason = null,
        EndedAt = null,
        StoppedBy = null,
        Entering = 0,
    };
}
