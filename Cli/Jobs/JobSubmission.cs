using System.Globalization;
using System.Net;

namespace OrleansOps.Cli;

/// <summary>Hands a job in. The id is ours, so a lost answer is repaired by sending it again.</summary>
internal static class JobSubmission
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    public static async Task<Reply<JobView>> Send(Session session, string id, SubmitJob job, CancellationToken cancel)
    {
        var submitted = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.SubmitJob(id, job, cancel), Retry.Always, cancel);
        session.Notes.Info($"Job {id} on {Size(submitted.Value)}{(submitted.Status == (int)HttpStatusCode.OK ? " was submitted before, with the same content." : ".")}");
        Submission.WarnIfEmpty(session, job.Task);
        return submitted;
    }

    public static async Task<int> Detach(Session session, string id, SubmitJob job, CancellationToken cancel)
    {
        var submitted = await Send(session, id, job, cancel);
        if (session.Json)
        {
            session.WriteJson(submitted.Json);
            return ExitCodes.Success;
        }

        session.WriteLine(id);
        session.Notes.Progress($"Follow it with: opsctl job {id} -f");
        return ExitCodes.Success;
    }

    private static string Size(JobView job) => string.Create(
        CultureInfo.InvariantCulture, $"{(job.Hosts == 1 ? "1 host" : $"{job.Hosts} hosts")}{(job.BatchCount > 1 ? $", in {job.BatchCount} batches" : "")}");
}
