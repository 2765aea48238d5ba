using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansOps.Jobs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Schedules;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Schedules;

/// <summary>From the operators' words to the grains', and back.</summary>
internal static class ScheduleBodies
{
    private const int ShownTimes = 10;

    /// <summary>The spec of a schedule that broke no rule.</summary>
    /// <param name="schedule">As it was sent.</param>
    /// <param name="job">The job that it starts; or</param>
    /// <param name="workflow">the workflow.</param>
    public static ScheduleSpec ToSpec(this Api.PutSchedule schedule, JobSpec? job, WorkflowSpec? workflow)
    {
        var spec = new ScheduleSpec
        {
            Name = schedule.Name,
            Timing = ScheduleRules.Of(schedule.When!),
            Missed = schedule.Missed ?? ScheduleMissed.Once,
            MissedMost = schedule.MissedMost ?? ScheduleRules.DefaultMissed,
            Overlap = schedule.Overlap ?? ScheduleOverlap.Forbid,
            Job = job?.AsScheduled(schedule.Job!),
            Hosts = schedule.Job?.Hosts,
            Workflow = workflow is null ? null : workflow with
            {
                Steps = [.. workflow.Steps.Zip(schedule.Workflow!.Steps!, (step, sent) => step.Job is null ? step : step with { Job = step.Job.AsScheduled(sent.Job!) })],
            },
            StepHosts = schedule.Workflow?.Steps!.Select((step, place) => (place, step.Job?.Hosts)).Where(step => step.Hosts is not null).ToDictionary(step => step.place, step => step.Hosts!),
            Digest = "",
        };
        return spec with { Digest = Digest(spec) };
    }

    /// <summary>What it is called and which trace it is in, each job says for itself.</summary>
    private static JobSpec AsScheduled(this JobSpec job, Api.SubmitJob sent) =>
        job with { Task = job.Task with { Labels = sent.Task!.Labels ?? new Dictionary<string, string>(), TraceParent = null, TraceState = null } };

    public static Api.ScheduleView ToRest(this ScheduleView schedule, DateTimeOffset now, IReadOnlyDictionary<string, JobPhase> jobs, IReadOnlyDictionary<string, WorkflowPhase> workflows) => new()
    {
        Id = schedule.Id,
        Name = schedule.Spec.Name,
        Revision = schedule.Revision,
        When = schedule.Spec.Timing.ToRest(),
        Missed = schedule.Spec.Missed,
        MissedMost = schedule.Spec.MissedMost,
        Overlap = schedule.Spec.Overlap,
        Job = schedule.Spec.Job is { } job ? ToRest(job, schedule.Spec.Hosts) : null,
        Workflow = schedule.Spec.Workflow is { } workflow
            ? new Api.ScheduledWorkflow { Name = workflow.Name, Values = workflow.Values, Steps = [.. workflow.Steps.Select(step => step.Name)] }
            : null,
        Paused = schedule.PausedBy is not null,
        PausedBy = schedule.PausedBy,
        Next = schedule.PausedBy is null ? Next(schedule.Spec.Timing, Later(now, schedule.SeenTo), ShownTimes) : [],
        Waiting = schedule.Waiting,
        Starts =
        [
            .. schedule.Starts.Select(start => start.ToRest(
                start.JobId is { } jobId && jobs.TryGetValue(jobId, out var phase) ? phase : null,
                start.WorkflowId is { } workflowId && workflows.TryGetValue(workflowId, out var ofWorkflow) ? ofWorkflow : null)),
        ],
        CreatedAt = schedule.CreatedAt,
        ChangedAt = schedule.ChangedAt,
        SubmittedBy = schedule.Spec.SubmittedBy,
    };

    public static Api.ScheduleSummary ToRest(this ScheduleSummary schedule, DateTimeOffset now) => new()
    {
        Id = schedule.Id,
        Name = schedule.Name,
        Preview = schedule.Preview,
        When = schedule.Timing.ToRest(),
        Paused = schedule.PausedBy is not null,
        Next = schedule.PausedBy is null && Next(schedule.Timing, Later(now, schedule.SeenTo), 1) is [var next] ? next : null,
        Last = schedule.Last?.ToRest(job: null, workflow: null),
        SubmittedBy = schedule.SubmittedBy,
    };

    /// <summary>Its times after that one; none where the zone is not known here.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(ScheduleTiming timing, DateTimeOffset after, int count) =>
        ScheduleTimes.Of(timing).Times is { } times ? [.. times.After(after).Take(count)] : [];

    private static Api.ScheduleStart ToRest(this ScheduleStart start, JobPhase? job, WorkflowPhase? workflow) => new()
    {
        Kind = start.Kind,
        Due = start.Due,
        Count = start.Count,
        At = start.At,
        JobId = start.JobId,
        JobPhase = job,
        WorkflowId = start.WorkflowId,
        WorkflowPhase = workflow,
        Reason = start.Reason,
        Why = start.Reason.ToRest(),
    };

    private static Api.ScheduleTiming ToRest(this ScheduleTiming timing) => new()
    {
        Cron = timing.Cron,
        At = Written(timing.At),
        EverySeconds = (long?)timing.Every?.TotalSeconds,
        From = Written(timing.From),
        TimeZone = timing.Zone,
        Holidays = timing.Holidays.Count == 0 ? null : [.. timing.Holidays.Select(Written)],
        JitterSeconds = timing.Jitter == TimeSpan.Zero ? null : (int)timing.Jitter.TotalSeconds,
    };

    private static Api.SubmitJob ToRest(JobSpec job, IReadOnlyList<string>? hosts)
    {
        var task = SpecEndpoints.Show(job.Task) with { Agent = null };
        return new Api.SubmitJob
        {
            Name = job.Name,
            On = job.On,
            Hosts = hosts,
            Task = string.Equals(task.Name, job.Name, StringComparison.Ordinal) ? task with { Name = null } : task,
            Batches = job.Batches.Count == 0 ? null : string.Join(',', job.Batches),
            Pause = job.Pause,
            MaxConcurrent = job.MaxConcurrent,
            MaxErrors = job.MaxErrors?.ToString(),
        };
    }

    private static string? Written(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A fingerprint of what was asked for. No part of it can hold a line feed.</summary>
    private static string Digest(ScheduleSpec spec) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        spec.Job?.Digest ?? $"workflow {spec.Workflow!.Digest}",
        spec.Name ?? "",
        spec.Timing.Cron ?? "",
        Written(spec.Timing.At) ?? "",
        $"{spec.Timing.Every?.Ticks}",
        Written(spec.Timing.From) ?? "",
        spec.Timing.Zone,
        string.Join(',', spec.Timing.Holidays.Select(Written)),
        $"{spec.Timing.Jitter.Ticks}",
        spec.Missed.ToString(),
        $"{spec.MissedMost}",
        spec.Overlap.ToString(),
    ]))));
}
