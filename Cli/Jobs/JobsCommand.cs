using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl jobs, with pause, resume, change, stop and retry</summary>
internal static class JobsCommand
{
    private const int UsualCount = 50;
    private const int TitleLength = 40;

    private const string More = """
        Newest first. opsctl run begins one: with --on and several hosts, or an expression that chooses them.

        Examples:
          opsctl jobs --open
          opsctl jobs --all -o json
          opsctl jobs stop patch-42
        """;

    public static Command Create(CommonOptions common)
    {
        var open = Options.Flag("--open", "Only jobs that are not over.");
        var limit = Options.Number("--limit", "N", $"How many at most; {UsualCount} by default.", least: 1);
        var all = Options.Flag("--all", "All of them, however many.");
        var watch = Watching.Option();
        var command = new DocumentedCommand("jobs", "List jobs; pause, resume, change, stop or retry them.", More)
        {
            open, limit, all, watch, common.Output,
            JobVerbs.CreatePause(common), JobVerbs.CreateResume(common), JobVerbs.CreateChange(common), JobVerbs.CreateStop(common), JobRetrying.Create(common),
        };
        command.Does(common, (line, session, cancel) => Watching.Show(line.GetValue(watch), session, () => List(
            session,
            size => new Query().Add("open", line.GetValue(open) ? "true" : null).Add("limit", size),
            line.GetValue(all) ? null : (int)Math.Min(int.MaxValue, line.GetValue(limit) ?? UsualCount),
            cancel), cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, int? wanted, CancellationToken cancel)
    {
        var jobs = await Pages.Read((size, cursor) => session.Server.ListJobs(query(size).Add("cursor", cursor), cancel), wanted);
        return session.WriteList(jobs, CliJson.Default.JobSummary, "No such jobs.", job => job.Id, Table);
    }

    private static Listing Table(IEnumerable<JobSummary> jobs)
    {
        var table = new Listing(
            new Column("ID"),
            new Column("WHAT", 1),
            new Column("PHASE"),
            new Column("HOSTS", 2),
            new Column("OPEN", 5),
            new Column("SUCCEEDED", 3),
            new Column("FAILED", 2),
            new Column("UNDELIVERED", 6),
            new Column("AGE", 4),
            new Column("TOOK", 7),
            new Column("BY", 8));
        foreach (var job in jobs)
        {
            table.Add(
                job.Id,
                job.Title is { Length: > TitleLength } title ? title[..(TitleLength - 1)] + "…" : job.Title,
                PhasesOfJobs.Shown(job.Phase),
                Show.Number(job.Hosts),
                Show.Number(job.Counts.Open),
                Show.Number(job.Counts.Succeeded),
                Show.Number(job.Counts.Failed),
                Show.Number(job.Counts.Undelivered),
                Show.Age(job.SubmittedAt),
                Show.Took(job.SubmittedAt, job.EndedAt),
                job.SubmittedBy);
        }

        return table;
    }
}
