using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl jobs pause, resume, change and stop</summary>
internal static class JobVerbs
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromMinutes(5);

    private const string StopMore = """
        No other host gets its turn, and what runs is cancelled. Waits until every host has confirmed that, and says what happened.
        Ctrl-C ends only the waiting. --no-wait returns as soon as the server has taken the request.

        Examples:
          opsctl jobs stop patch-42
          opsctl jobs stop patch-42 --no-wait
        """;

    private const string PauseMore = """
        No other host gets its turn until opsctl jobs resume; what runs goes on.

        Example:
          opsctl jobs pause patch-42
        """;

    private const string ChangeMore = """
        It holds from the next host on; those that run go on.

        Example:
          opsctl jobs change patch-42 --concurrency 20
        """;

    public static Command CreatePause(CommonOptions common) =>
        Create(common, new DocumentedCommand("pause", "Give no other host of jobs its turn.", PauseMore), (server, id, _, cancel) => server.PauseJob(id, cancel));

    public static Command CreateResume(CommonOptions common) =>
        Create(common, new Command("resume", "Go on with jobs that are paused, or wait for a word after a batch."), (server, id, _, cancel) => server.ResumeJob(id, cancel));

    public static Command CreateChange(CommonOptions common)
    {
        var concurrency = RolloutOptions.Concurrency("How many hosts run it at once.");
        concurrency.Required = true;
        return Create(
            common, new DocumentedCommand("change", "Change how many hosts of jobs run at once.", ChangeMore) { concurrency },
            (server, id, line, cancel) => server.EditJob(id, new EditJob(RolloutOptions.Count(line.GetValue(concurrency))), cancel));
    }

    public static Command CreateStop(CommonOptions common)
    {
        var noWait = Options.Flag("--no-wait", "Do not wait for the hosts' confirmation.");
        return Create(
            common, new DocumentedCommand("stop", "End jobs: cancel what runs, give no other host its turn.", StopMore) { noWait },
            (server, id, line, cancel) => Stop(server, id, line.GetValue(noWait), cancel));
    }

    private static async Task<Reply<JobView>> Stop(ControlPlane server, string id, bool noWait, CancellationToken cancel)
    {
        var retries = new RetryPolicy(TimeProvider.System, RetryFor);
        var job = await retries.Try(() => server.StopJob(id, cancel), Retry.Always, cancel);
        while (!noWait && !job.Value.Terminal)
        {
            job = await retries.Try(() => server.ReadJob(id, cancel, TaskCalls.LongestWait), Retry.AfterContact, cancel);
        }

        return job;
    }

    private static Command Create(CommonOptions common, Command command, Func<ControlPlane, string, ParseResult, CancellationToken, Task<Reply<JobView>>> word)
    {
        var ids = Options.JobIds();
        command.Add(ids);
        command.Does(common, (line, session, cancel) => Each.Do(
            line.GetRequiredValue(ids), id => id, async (id, stop) => Tell(session, await word(session.Server, id, line, stop)), session, line, cancel));
        return command;
    }

    private static int Tell(Session session, Reply<JobView> job)
    {
        if (session.Json)
        {
            session.WriteJson(job.Json);
        }
        else
        {
            session.Notes.Info(job.Value.Terminal ? JobOutcomes.Sentence(job.Value) : $"Job {Printable.Of(job.Value.Id)} is {JobOutcomes.Progress(job.Value)}");
        }

        return ExitCodes.Success;
    }
}
