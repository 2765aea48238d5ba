using System.Globalization;
using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>A stored job as others see it.</summary>
internal static class JobViews
{
    public static JobView View(this JobState job, string id, JobCounts counts)
    {
        var ends = JobTransitions.Ends(job);
        return new JobView
        {
            Id = id,
            Spec = job.Spec!,
            Phase = job.Phase,
            Reason = job.Reason,
            Counts = counts,
            Round = job.Round,
            Batch = job.Batch,
            BatchCount = ends.Count,
            BatchEnd = ends[job.Batch],
            MaxConcurrent = job.MaxConcurrent,
            SubmittedAt = job.SubmittedAt,
            EndedAt = job.EndedAt,
            Preview = job.Spec!.Task.Preview(),
            Seen = Seen(job, counts),
        };
    }

    public static JobSummary Summary(this JobState job, string id) => new()
    {
        Id = id,
        Name = job.Spec!.Name,
        Preview = job.Spec.Task.Preview(),
        Phase = job.Phase,
        Counts = job.Counts,
        SubmittedAt = job.SubmittedAt,
        EndedAt = job.EndedAt,
        SubmittedBy = job.Spec.Task.SubmittedBy,
    };

    public static string Seen(JobState job, JobCounts counts) => string.Create(
        CultureInfo.InvariantCulture, $"{job.Version}.{counts.Waiting}.{counts.Open}.{counts.Succeeded}.{counts.Failed}.{counts.Undelivered}.{counts.Cancelled}");
}
