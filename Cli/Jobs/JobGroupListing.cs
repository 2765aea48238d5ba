using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The hosts of a job in groups: opsctl job ID --by WAY.</summary>
internal static class JobGroupListing
{
    public const string Outcome = "outcome";
    public const string LastLine = "last-line";
    public const string Output = "output";

    private const int NamesShown = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> Show(Session session, string id, string by, string? state, CancellationToken cancel)
    {
        var reply = await Read(session, id, new Query().Add("by", by is LastLine ? "lastLine" : by).Add("state", state), cancel);
        var groups = reply.Value;
        if (session.Json)
        {
            session.WriteJson(reply.Json);
        }
        else if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(groups.Items.SelectMany(group => group.Some).Select(Name));
        }
        else if (groups.Items.Count == 0)
        {
            session.Notes.Info("No such hosts of the job.");
        }
        else if (by is Output)
        {
            Blocks(session, groups);
        }
        else
        {
            Table(groups, by).Write(session.Tables);
        }

        if (groups.Groups > groups.Items.Count && !session.Json)
        {
            session.Notes.Progress(string.Create(CultureInfo.InvariantCulture, $"These are the {groups.Items.Count} largest of {groups.Groups} groups."));
        }

        if (groups.Incomplete > 0 && !session.Json)
        {
            session.Notes.Warn(string.Create(CultureInfo.InvariantCulture, $"Of {groups.Incomplete} hosts not all that they printed is stored yet. Ask again later."));
        }

        return ExitCodes.Success;
    }

    /// <summary>What hosts printed last is on its way when their job is over: it is waited for, but not for a host that is away.</summary>
    private static async Task<Reply<JobGroupList>> Read(Session session, string id, Query query, CancellationToken cancel)
    {
        var started = session.Time.GetTimestamp();
        while (true)
        {
            var reply = await session.Server.GroupJobHosts(id, query, cancel);
            if (reply.Value.Incomplete == 0 || session.Time.GetElapsedTime(started) >= Patience)
            {
                return reply;
            }

            await Task.Delay(Pause, session.Time, cancel);
        }
    }

    private static Listing Table(JobGroupList groups, string by)
    {
        var table = new Listing(new Column("HOSTS", 1), new Column("STATE"), new Column("PHASE", 3), new Column("EXIT", 1), new Column("WHICH", 2), new Column("LAST LINE", 1));
        foreach (var group in groups.Items)
        {
            table.Add(
                Cli.Show.Number(group.Hosts),
                HostStates.Shown(group.State),
                group.Phase is { } phase ? Phases.Shown(phase) : (string?)null,
                Cli.Show.Number(group.ExitCode),
                Names(group),
                by is LastLine ? group.LastLine ?? (group.Phase is null ? null : "(no output)") : null);
        }

        return table;
    }

    /// <summary>What each group printed, under a line that says whose it is.</summary>
    private static void Blocks(Session session, JobGroupList groups)
    {
        foreach (var group in groups.Items)
        {
            var ended = group.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $", exit code {code}") : "";
            session.WriteLine($"--- {(group.Hosts == 1 ? "1 host" : $"{group.Hosts} hosts")}, {group.Phase ?? group.State}{ended}: {Names(group)}");
            foreach (var line in (group.Output ?? "").TrimEnd('\n').Split('\n').Where(line => group.Output is { Length: > 0 }))
            {
                session.WriteLine(Printable.Of(line.TrimEnd('\r')));
            }

            var taskId = group.Some[0].TaskId;
            if (group.OutputBytes is { } bytes && (group.OutputCut == true || group.Output?.Length >= 2_000))
            {
                session.WriteLine($"… ({Cli.Show.Bytes(bytes)}{(group.OutputCut == true ? ", of which only the beginning was compared" : "")}; all of it: opsctl logs {taskId})");
            }
        }
    }

    private static string Names(JobGroup group)
    {
        var named = string.Join(", ", group.Some.Take(NamesShown).Select(Name).Select(Printable.Of));
        return group.Hosts > NamesShown ? string.Create(CultureInfo.InvariantCulture, $"{named} and {group.Hosts - NamesShown} more") : named;
    }

    private static string Name(JobGroupHost host) => host.Agent.Name ?? host.Agent.Id;
}
