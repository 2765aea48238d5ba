using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl job</summary>
internal static class JobCommand
{
    private const string More = """
        With -f opsctl goes on until the job is over, and exits as opsctl run would: 0 if every host succeeded, 1 if not,
        130 if the job was stopped. Ctrl-C ends only opsctl.
        With --hosts it lists the job's hosts in the order of their turns; --state takes those in one state. What one printed is
        in the log of its task. With --by hosts with which it went alike stand together, so that the few that differ are seen:
        by how their task ended, by that and the last line that they printed, or by all that they printed.

        Examples:
          opsctl job patch-42
          opsctl job patch-42 -f
          opsctl job patch-42 --state failed
          opsctl job patch-42 --hosts -o json
          opsctl job patch-42 --by last-line
          opsctl job patch-42 --by output --state succeeded
        """;

    public static Command Create(CommonOptions common)
    {
        var id = Options.JobId();
        var follow = Options.Flag("--follow", "Go on until the job is over.", "-f");
        var hosts = Options.Flag("--hosts", "List its hosts.");
        var state = Options.OneOf("--state", "STATE", $"List its hosts in this state: {string.Join(", ", HostStates.All)}.", [.. HostStates.All]);
        var by = Options.OneOf(
            "--by", "WAY", $"Put its hosts into groups: {JobGroupListing.Outcome}, {JobGroupListing.LastLine} or {JobGroupListing.Output}.", JobGroupListing.Outcome, JobGroupListing.LastLine, JobGroupListing.Output);
        var reconnectFor = Options.Duration("--reconnect-for", "With -f: how long to try when the server cannot be reached any more; 5m by default.");
        var command = new DocumentedCommand("job", "Show one job in detail, follow it, or list its hosts.", More) { id, follow, hosts, state, by, reconnectFor, common.Output };
        command.Does(common, (line, session, cancel) => (line.GetValue(follow), line.GetValue(by), line.GetValue(hosts) || line.GetValue(state) is not null) switch
        {
            (true, not null, _) => throw CliException.Usage("--follow and --by exclude each other.", "Give one of them."),
            (true, _, true) => throw CliException.Usage("--follow and --hosts exclude each other.", "Give one of them."),
            (_, { } way, _) => JobGroupListing.Show(session, line.GetRequiredValue(id), way, line.GetValue(state), cancel),
            (true, _, _) => Follow(session, line.GetRequiredValue(id), line.GetValue(reconnectFor) ?? LogPrintingOptions.UsualPatience, cancel),
            (_, _, true) => ListHosts(session, line.GetRequiredValue(id), line.GetValue(state), cancel),
            _ => Describe(session, line.GetRequiredValue(id), cancel),
        });
        return command;
    }

    public static async Task<int> Follow(Session session, string id, TimeSpan reconnectFor, CancellationToken cancel)
    {
        using var pause = new Pause();
        return JobOutcomes.ExitCode(await new JobFollower(session, id, JobOutputs.Create(session), pause, new RetryPolicy(session.Time, reconnectFor)).Follow(cancel));
    }

    private static async Task<int> Describe(Session session, string id, CancellationToken cancel)
    {
        var job = await session.Server.ReadJob(id, cancel);
        if (session.Json)
        {
            session.WriteJson(job.Json);
        }
        else if (session.Format == OutputFormat.Name)
        {
            session.WriteNames([job.Value.Id]);
        }
        else
        {
            Details(job.Value).Write(session.Tables);
            if (JobOutcomes.HowToGoOn(job.Value) is { } words)
            {
                session.Notes.Progress(words);
            }
        }

        return ExitCodes.Success;
    }

    private static Details Details(JobView job)
    {
        var details = new Details()
            .Add("Id", job.Id)
            .Add("Name", job.Name)
            .Add("What", job.Preview)
            .Add("Phase", PhasesOfJobs.Shown(job.Phase))
            .Add("Reason", job.Reason)
            .Add("Chosen by", job.On)
            .Add("Hosts", Show.Number(job.Hosts));
        foreach (var (state, count) in job.Counts.Told())
        {
            details.Add(string.Create(CultureInfo.InvariantCulture, $"  {state}"), HostStates.Shown(state) with { Text = Show.Number(count) });
        }

        return details
            .Add("Round", job.Round > 1 ? Show.Number(job.Round) : null)
            .Add("Batch", job.BatchCount > 1 ? string.Create(CultureInfo.InvariantCulture, $"{job.Batch} of {job.BatchCount} ({job.Batches})") : null)
            .Add("Waits", job.Pause switch { "each" => "after each batch", "onFailure" => "after a batch in which a host did not succeed", _ => null })
            .Add("At once", job.MaxConcurrent is { } most ? $"up to {Show.Number(most)} hosts" : null)
            .Add("May fail", job.MaxErrors)
            .Add("Submitted", job.SubmittedBy is { Length: > 0 } by ? $"{Show.Time(job.SubmittedAt)} by {by}" : Show.Time(job.SubmittedAt))
            .Add("Ended", Show.Time(job.EndedAt))
            .Add("Took", job.Round == 1 ? Show.Took(job.SubmittedAt, job.EndedAt) : null)
            .Add("Trace", job.TraceId);
    }

    private static async Task<int> ListHosts(Session session, string id, string? state, CancellationToken cancel)
    {
        var hosts = await Pages.Read(
            (size, cursor) => session.Server.ListJobHosts(id, new Query().Add("state", state).Add("limit", size).Add("cursor", cursor), cancel), wanted: null);
        if (session.Json)
        {
            session.WriteJson(hosts, CliJson.Readable.PageJsonElement);
            return ExitCodes.Success;
        }

        var found = hosts.Items.Select(item => item.Deserialize(CliJson.Default.JobHost)).OfType<JobHost>().ToList();
        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(found.Select(host => host.Agent.Name ?? host.Agent.Id));
        }
        else if (found.Count == 0)
        {
            session.Notes.Info("No such hosts of the job.");
        }
        else
        {
            Table(found).Write(session.Tables);
        }

        return ExitCodes.Success;
    }

    private static Listing Table(IEnumerable<JobHost> hosts)
    {
        var table = new Listing(
            new Column("TURN", 4), new Column("HOST"), new Column("STATE"), new Column("PHASE", 3), new Column("EXIT", 1), new Column("TASK", 1), new Column("TRIES", 5), new Column("ENDED", 6), new Column("REASON", 2));
        foreach (var host in hosts)
        {
            table.Add(
                Show.Number(host.Number),
                host.Agent.Name ?? host.Agent.Id,
                HostStates.Shown(host.State),
                host.Phase is { } phase ? Phases.Shown(phase) : (string?)null,
                Show.Number(host.ExitCode),
                host.TaskId,
                Show.Number(host.Tries),
                Show.Age(host.EndedAt) is { } age ? $"{age} ago" : null,
                host.Reason);
        }

        return table;
    }
}
