using System.CommandLine;
using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>opsctl audit</summary>
internal static class AuditCommand
{
    private const int UsualCount = 50;

    private const string More = """
        Newest first: logins, tokens, hosts and tasks, and what was refused to operators.

        Examples:
          opsctl audit --since 1d
          opsctl audit --by ada --action createToken --json
        """;

    public static Command Create(CommonOptions common)
    {
        var since = Options.Duration("--since", "Only what happened in this time until now.");
        var by = Options.Text("--by", "TOKEN", "Only what the token with this id or name did.");
        var action = Options.Text("--action", "NAME", "Only this operation, such as createToken or submitTask.");
        var target = Options.Text("--target", "ID", "Only what was done to the thing with this id.");
        var limit = Options.Number("--limit", "N", $"How many at most; {UsualCount} by default.", least: 1);
        var command = new DocumentedCommand("audit", "Show who changed what.", More) { since, by, action, target, limit, common.Output };
        command.Does(common, (line, session, cancel) => List(
            session,
            new Query()
                .Add("since", line.GetValue(since) is { } span ? (session.Time.GetUtcNow() - span).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null)
                .Add("by", line.GetValue(by))
                .Add("action", line.GetValue(action))
                .Add("target", line.GetValue(target))
                .ToString(),
            (int)Math.Min(int.MaxValue, line.GetValue(limit) ?? UsualCount),
            cancel));
        return command;
    }

    private static async Task<int> List(Session session, string query, int wanted, CancellationToken cancel)
    {
        var events = await Pages.Read((size, cursor) => session.Server.ListAudit(query, size, cursor, cancel), wanted);
        return session.WriteList(events, CliJson.Default.AuditEvent, "No such events.", happened => happened.Target, Table, "Use --limit N.");
    }

    private static Listing Table(IEnumerable<AuditEvent> events)
    {
        var table = new Listing(
            new Column("TIME"), new Column("BY"), new Column("ACTION"), new Column("TARGET"), new Column("OUTCOME", 1),
            new Column("DETAIL", 2), new Column("FROM", 3), new Column("TOKEN", 4));
        foreach (var happened in events)
        {
            table.Add(
                Show.Time(happened.At), happened.Name, happened.Action, happened.Target, happened.Outcome, happened.Detail, happened.From, happened.TokenId);
        }

        return table;
    }
}
