using System.Security.Cryptography;
using System.Text;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Jobs;

/// <summary>From the operators' words to the grains', and back.</summary>
internal static class JobBodies
{
    /// <summary>The spec of a job that broke no rule.</summary>
    /// <param name="task">What each host runs, with an empty host and the fingerprint of that.</param>
    /// <param name="sealedFor">What its secrets are sealed for, where that is not its id.</param>
    public static JobSpec ToSpec(this Api.SubmitJob job, string id, TaskSpec task, string? sealedFor = null)
    {
        var spec = new JobSpec
        {
            Task = task with
            {
                Name = task.Name ?? job.Name,
                Labels = new Dictionary<string, string>(task.Labels, StringComparer.Ordinal) { [JobRules.Label] = id },
                SealedFor = task.Secrets is null ? null : sealedFor ?? id,
            },
            Name = job.Name,
            On = job.On,
            Batches = job.Batches is { } batches ? JobBatches.Parse(batches).Batches : [],
            Pause = job.Pause ?? JobPause.Never,
            MaxConcurrent = job.MaxConcurrent ?? JobRules.DefaultConcurrent,
            MaxErrors = job.MaxErrors is { } maxErrors ? JobErrorLimit.Parse(maxErrors) : null,
            Digest = "",
        };
        return spec with { Digest = Digest(job, task.Digest, spec) };
    }

    public static Api.JobView ToRest(this JobView job) => new()
    {
        Id = job.Id,
        Name = job.Spec.Name,
        Preview = job.Preview,
        Phase = job.Phase,
        Terminal = job.Phase.IsTerminal(),
        Reason = job.Reason,
        Why = job.Reason.ToRest(),
        On = job.Spec.On,
        Hosts = job.Counts.All,
        Counts = job.Counts.ToRest(),
        Round = job.Round,
        Batch = job.Batch + 1,
        BatchCount = job.BatchCount,
        BatchEnd = job.BatchEnd,
        Batches = job.Spec.Batches.Count == 0 ? null : string.Join(',', job.Spec.Batches),
        Pause = job.Spec.Pause,
        MaxConcurrent = job.MaxConcurrent,
        MaxErrors = job.Spec.MaxErrors?.ToString(),
        Schedule = job.Spec.Schedule,
        SubmittedAt = job.SubmittedAt,
        SubmittedBy = job.Spec.Task.SubmittedBy,
        SubmittedById = job.Spec.Task.SubmittedById,
        EndedAt = job.EndedAt,
        Seen = job.Seen,
        TraceId = Protocol.TraceContext.IdOf(job.Spec.Task.TraceParent),
    };

    public static Api.JobSummary ToRest(this JobSummary job, JobView? now) => new()
    {
        Id = job.Id,
        Name = job.Name,
        Preview = job.Preview,
        Phase = now?.Phase ?? job.Phase,
        Terminal = (now?.Phase ?? job.Phase).IsTerminal(),
        Hosts = job.Counts.All,
        Counts = (now?.Counts ?? job.Counts).ToRest(),
        SubmittedAt = job.SubmittedAt,
        SubmittedBy = job.SubmittedBy,
        EndedAt = now is null ? job.EndedAt : now.EndedAt,
    };

    public static Api.JobHost ToRest(this JobHostView host) => new()
    {
        Number = host.Number,
        Agent = new Api.AgentName(host.Target.AgentId, host.Target.Name),
        State = host.State,
        TaskId = host.TaskId,
        Phase = host.Phase == TaskPhase.None ? null : host.Phase,
        ExitCode = host.ExitCode,
        EndedAt = host.EndedAt,
        Tries = host.Tries,
        Reason = host.Reason,
        Why = host.Reason.ToRest(),
    };

    public static Api.JobCounts ToRest(this JobCounts counts) =>
        new(counts.Waiting, counts.Open, counts.Succeeded, counts.Failed, counts.Undelivered, counts.Cancelled);

    /// <summary>A fingerprint of what was asked for. What stands in a line of its own can hold no line feed, or stands there as a fingerprint.</summary>
    private static string Digest(Api.SubmitJob job, string taskDigest, JobSpec spec) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        taskDigest,
        spec.Name ?? "",
        spec.On is { } on ? $"on {Convert.ToHexString(Encoding.UTF8.GetBytes(on))}" : $"hosts {job.Hosts!.Count}",
        .. (job.Hosts ?? []).Select(host => Convert.ToHexString(Encoding.UTF8.GetBytes(host))),
        string.Join(',', spec.Batches),
        spec.Pause.ToString(),
        $"{spec.MaxConcurrent}",
        $"{spec.MaxErrors}",
    ]))));
}
