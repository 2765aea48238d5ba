using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl tasks</summary>
internal static class TasksCommand
{
    private const int UsualCount = 50;

    private const string More = """
        Newest first.

        Examples:
          opsctl tasks --open
          opsctl tasks --on web-1 --phase failed --limit 10
          opsctl tasks --label release=42 --all --json
        """;

    public static Command Create(CommonOptions common)
    {
        var on = Options.Text("--on", "HOST", "Only tasks of this host.");
        var phase = Options.OneOf("--phase", "PHASE", $"Only tasks in this phase: {string.Join(", ", Phases.All)}.", [.. Phases.All]);
        var label = Options.Text("--label", "NAME=VALUE", "Only tasks with this label.");
        var open = Options.Flag("--open", "Only tasks that are not over.");
        var limit = Options.Number("--limit", "N", $"How many at most; {UsualCount} by default.", least: 1);
        var all = Options.Flag("--all", "All of them, however many.");
        var command = new DocumentedCommand("tasks", "List tasks.", More) { on, phase, label, open, limit, all };
        command.Does(common, (line, session, cancel) => List(
            session,
            size => new Query()
                .Add("agent", line.GetValue(on))
                .Add("phase", line.GetValue(phase))
                .Add("label", line.GetValue(label))
                .Add("open", line.GetValue(open) ? "true" : null)
                .Add("limit", size),
            line.GetValue(all) ? null : (int)Math.Min(int.MaxValue, line.GetValue(limit) ?? UsualCount),
            cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, int? wanted, CancellationToken cancel)
    {
        var tasks = await Pages.Read((size, cursor) => session.Server.ListTasks(query(size).Add("cursor", cursor), cancel), wanted);
        if (session.Json)
        {
            session.WriteJson(tasks, CliJson.Readable.PageJsonElement);
            return ExitCodes.Success;
        }

        if (tasks.Items.Count == 0)
        {
            session.Notes.Info("No such tasks.");
            return ExitCodes.Success;
        }

        Table(tasks.Items.Select(item => item.Deserialize(CliJson.Default.TaskSummary)).OfType<TaskSummary>()).Write(session.Tables);
        if (tasks.NextCursor is not null)
        {
            session.Notes.Progress("There are more. Use --limit N or --all.");
        }

        return ExitCodes.Success;
    }

    private static Listing Table(IEnumerable<TaskSummary> tasks)
    {
        var table = new Listing(
            new Column("ID"),
            new Column("HOST", 1),
            new Column("PHASE"),
            new Column("EXIT", 2),
            new Column("SUBMITTED", 4),
            new Column("TOOK", 3),
            new Column("KIND", 6),
            new Column("LABELS", 5));
        foreach (var task in tasks)
        {
            table.Add(
                task.Id,
                task.Agent.Name ?? task.Agent.Id,
                Show.Phase(task.Phase),
                Show.Number(task.ExitCode),
                Show.Time(task.SubmittedAt),
                Show.Took(task.StartedAt, task.EndedAt),
                task.Kind,
                Show.Labels(task.Labels));
        }

        return table;
    }
}
