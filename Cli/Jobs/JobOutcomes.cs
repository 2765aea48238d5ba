using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What a job's phase means for the one who started it: an exit code and a sentence.</summary>
internal static class JobOutcomes
{
    /// <summary>What <c>opsctl run</c> for several hosts exits with.</summary>
    public static int ExitCode(JobView job) => job.Phase switch
    {
        PhasesOfJobs.Succeeded => ExitCodes.Success,
        PhasesOfJobs.Stopped => ExitCodes.Cancelled,
        _ => ExitCodes.NotAll,
    };

    /// <summary>How it ended, in one line.</summary>
    public static string Sentence(JobView job)
    {
        var what = job.Phase switch
        {
            PhasesOfJobs.Succeeded => $"succeeded on {(job.Hosts == 1 ? "its host" : $"all {job.Hosts} hosts")}{After(job)}",
            PhasesOfJobs.Stopped => $"is stopped{After(job)}: {Counts(job)}",
            var phase => $"{Printable.Of(phase)}{After(job)}: {Counts(job)}",
        };
        return $"Job {Printable.Of(job.Id)} {what}.{Reason(job)}";
    }

    /// <summary>How far it is, in one line.</summary>
    public static string Progress(JobView job)
    {
        var batch = job.BatchCount > 1 ? string.Create(CultureInfo.InvariantCulture, $", batch {job.Batch} of {job.BatchCount}") : "";
        var round = job.Round > 1 ? string.Create(CultureInfo.InvariantCulture, $", round {job.Round}") : "";
        return $"{Printable.Of(job.Phase)}{round}{batch}: {Counts(job)}.{Reason(job)}";
    }

    /// <summary>Who must say something before it goes on, and how; null if it does not wait for that.</summary>
    public static string? HowToGoOn(JobView job) => job.Phase is PhasesOfJobs.Paused ? $"Go on with: opsctl jobs resume {job.Id} (to end it: opsctl jobs stop {job.Id})" : null;

    private static string Counts(JobView job) => string.Create(
        CultureInfo.InvariantCulture, $"of {(job.Hosts == 1 ? "1 host" : $"{job.Hosts} hosts")} {string.Join(", ", job.Counts.Told().Select(one => $"{one.Hosts} {one.State}"))}");

    private static string After(JobView job) => Show.Took(job.SubmittedAt, job.EndedAt) is { } took && job.Round == 1 ? $" after {took}" : "";

    private static string Reason(JobView job) => string.IsNullOrWhiteSpace(job.Reason) ? "" : $" {Printable.Of(job.Reason.Trim().TrimEnd('.'))}.";
}
