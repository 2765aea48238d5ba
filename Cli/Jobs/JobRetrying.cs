using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl jobs retry</summary>
internal static class JobRetrying
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    private const string More = """
        A job that is over is run once more on the hosts where it did not succeed, those too that never had their turn; with --all
        on every host. Batches begin anew with these hosts. With -f it is followed, and opsctl exits as opsctl run would.

        Examples:
          opsctl jobs retry patch-42
          opsctl jobs retry patch-42 --all -f
        """;

    public static Command Create(CommonOptions common)
    {
        var id = Options.JobId();
        var all = Options.Flag("--all", "On every host, not only where it did not succeed.");
        var follow = Options.Flag("--follow", "Go on until the job is over.", "-f");
        var command = new DocumentedCommand("retry", "Run a job that is over once more, where it did not succeed.", More) { id, all, follow };
        command.Does(common, async (line, session, cancel) =>
        {
            var job = await Retry(session, line.GetRequiredValue(id), line.GetValue(all) ? RetryJob.All : RetryJob.Unsuccessful, cancel);
            if (line.GetValue(follow))
            {
                return await JobCommand.Follow(session, job.Value.Id, LogPrintingOptions.UsualPatience, cancel);
            }

            if (session.Json)
            {
                session.WriteJson(job.Json);
            }
            else
            {
                session.Notes.Progress($"Follow it with: opsctl job {Printable.Of(job.Value.Id)} -f");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The number of the round is said with it, so that a lost answer is repaired by sending it again.</summary>
    private static async Task<Reply<JobView>> Retry(Session session, string id, string hosts, CancellationToken cancel)
    {
        var retries = new RetryPolicy(session.Time, RetryFor);
        var before = (await retries.Try(() => session.Server.ReadJob(id, cancel), Cli.Retry.Always, cancel)).Value;
        var job = await retries.Try(() => session.Server.RetryJob(id, new RetryJob(before.Round + 1, hosts), cancel), Cli.Retry.Always, cancel);
        session.Notes.Info($"Job {Printable.Of(id)} is {JobOutcomes.Progress(job.Value)}");
        return job;
    }
}
