namespace OrleansOps.Jobs;

/// <summary>
/// How a job moves by what its hosts do: a pure function, asked again until it says that all stays as it is. What operators say is
/// <see cref="JobWords"/>.
/// </summary>
internal static class JobTransitions
{
    /// <summary>The job as it stands by what its shards say; null: as before.</summary>
    /// <param name="round">Its hosts that are in this round.</param>
    /// <param name="all">All of its hosts.</param>
    /// <param name="isHeld">No shard may give a turn any more: what does not run now will not.</param>
    public static JobState? Next(JobState job, JobCounts round, JobCounts all, bool isHeld, DateTimeOffset now) => job.Phase switch
    {
        JobPhase.Running when TooMany(job, round) is { } reason => job with { Phase = JobPhase.Failing, Reason = reason },
        JobPhase.Running or JobPhase.Paused when round.Waiting == 0 && round.Open == 0 => Over(job, all, now),
        JobPhase.Running when round.Ended >= Ends(job)[job.Batch] => NextBatch(job, round),
        JobPhase.Failing when isHeld && round.Open == 0 => job with { Phase = JobPhase.Failed, EndedAt = now },
        JobPhase.Stopping when isHeld && round.Open == 0 => job with { Phase = JobPhase.Stopped, EndedAt = now },
        _ => null,
    };

    /// <summary>Up to how many hosts of the round may have their turn. With less than before no other gets it; no turn is taken back.</summary>
    public static int Allowed(JobState job, JobCounts round) =>
        job.Phase == JobPhase.Running ? Math.Min(Ends(job)[job.Batch], round.Ended + job.MaxConcurrent) : 0;

    /// <summary>The same for each shard: hosts have their turns in the order of the shards.</summary>
    public static IEnumerable<int> Shares(JobState job, int allowed)
    {
        var before = 0;
        foreach (var size in job.RoundSizes)
        {
            yield return Math.Clamp(allowed - before, 0, size);
            before += size;
        }
    }

    /// <summary>A round that was asked for anew is one batch: it is for what was tried before.</summary>
    public static IReadOnlyList<int> Ends(JobState job) => JobBatches.Ends(job.Round == 1 ? job.Spec!.Batches : [], job.InRound);

    private static JobState NextBatch(JobState job, JobCounts round)
    {
        var unsuccessful = round.Ended - round.Succeeded;
        var waits = job.Spec!.Pause == JobPause.Each || (job.Spec.Pause == JobPause.OnFailure && unsuccessful > job.Unsuccessful);
        return job with
        {
            Batch = job.Batch + 1,
            Unsuccessful = unsuccessful,
            Phase = waits ? JobPhase.Paused : JobPhase.Running,
            Reason = waits ? JobReasons.AfterBatch(job.Batch + 1, unsuccessful - job.Unsuccessful) : null,
        };
    }

    private static JobState Over(JobState job, JobCounts all, DateTimeOffset now) => job with
    {
        Phase = all.Succeeded == job.Hosts ? JobPhase.Succeeded : JobPhase.Failed,
        Reason = all.Succeeded == job.Hosts ? null : JobReasons.Unsuccessful(all, job.Hosts),
        EndedAt = now,
    };

    private static Said? TooMany(JobState job, JobCounts round) =>
        job.Spec!.MaxErrors is { } limit && round.Failed > limit.Of(job.Hosts) ? JobReasons.TooManyFailed(round.Failed, limit) : null;
}
