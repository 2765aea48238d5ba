using OrleansOps.Jobs;

namespace OrleansOps.Schedules;

/// <summary>What jobs bear that a schedule has started, for themselves or as steps of a workflow.</summary>
internal static class ScheduledJobs
{
    /// <summary>The label of its tasks that says which schedule they belong to.</summary>
    private const string Label = "schedule";

    private const string LabelOfJob = "job";

    public static JobSpec StartedBy(this JobSpec job, string schedule, string jobId) => job with
    {
        Task = job.Task with { Labels = new Dictionary<string, string>(job.Task.Labels, StringComparer.Ordinal) { [LabelOfJob] = jobId, [Label] = schedule } },
        Schedule = schedule,
    };
}
