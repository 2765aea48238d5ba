using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tasks</summary>
internal static class TasksCommand
{
    private const int UsualCount = 50;
    private const int TitleLength = 40;

    private const string More = """
        Newest first.

        Examples:
          opsctl tasks --open
          opsctl tasks --mine --phase failed --limit 10
          opsctl tasks --on web-1 --watch
          opsctl tasks -l release=42 --all -o json
        """;

    public static Command Create(CommonOptions common)
    {
        var on = Options.OnHost("Only tasks of this host.");
        var phase = Options.OneOf("--phase", "PHASE", $"Only tasks in this phase: {string.Join(", ", Phases.All)}.", [.. Phases.All]);
        var label = Options.Label("Only tasks with this label.");
        var text = Options.Text("--text", "TEXT", "Only tasks with this in their name, id, host or first line.");
        var by = Options.Text("--by", "NAME", "Only tasks that the token of this name submitted.");
        var mine = Options.Flag("--mine", "Only tasks that your token submitted.");
        var open = Options.Flag("--open", "Only tasks that are not over.");
        var limit = Options.Number("--limit", "N", $"How many at most; {UsualCount} by default.", least: 1);
        var all = Options.Flag("--all", "All of them, however many.");
        var watch = Watching.Option();
        var command = new DocumentedCommand("tasks", "List tasks.", More) { on, phase, label, text, by, mine, open, limit, all, watch, common.Output };
        command.Does(common, (line, session, cancel) => Watching.Show(line.GetValue(watch), session, () => List(
            session,
            size => new Query()
                .Add("agent", line.GetValue(on))
                .Add("phase", line.GetValue(phase))
                .Add("label", line.GetValue(label))
                .Add("text", line.GetValue(text))
                .Add("by", line.GetValue(mine) ? "me" : line.GetValue(by))
                .Add("open", line.GetValue(open) ? "true" : null)
                .Add("limit", size),
            line.GetValue(all) ? null : (int)Math.Min(int.MaxValue, line.GetValue(limit) ?? UsualCount),
            cancel), cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, int? wanted, CancellationToken cancel)
    {
        var tasks = await Pages.Read((size, cursor) => session.Server.ListTasks(query(size).Add("cursor", cursor), cancel), wanted);
        return session.WriteList(tasks, CliJson.Default.TaskSummary, "No such tasks.", task => task.Id, Table);
    }

    private static Listing Table(IEnumerable<TaskSummary> tasks)
    {
        var table = new Listing(
            new Column("ID"),
            new Column("WHAT", 1),
            new Column("HOST", 2),
            new Column("PHASE"),
            new Column("EXIT", 5),
            new Column("AGE", 3),
            new Column("TOOK", 6),
            new Column("BY", 4),
            new Column("LABELS", 7),
            new Column("CPU", 8),
            new Column("MEMORY", 9));
        foreach (var task in tasks)
        {
            table.Add(
                task.Id,
                Shortened(task.Title),
                task.Agent.Name ?? task.Agent.Id,
                Phases.Shown(task.Phase),
                Show.Number(task.ExitCode),
                Show.Age(task.SubmittedAt),
                Show.Took(task.StartedAt, task.EndedAt),
                task.SubmittedBy,
                Show.Labels(task.Labels),
                Show.Seconds(task.Usage?.CpuSeconds),
                Show.Bytes(task.Usage?.PeakMemoryBytes));
        }

        return table;
    }

    /// <summary>A first line can be long, and the other columns are wanted too.</summary>
    private static string? Shortened(string? title) => title is { Length: > TitleLength } ? title[..(TitleLength - 1)] + "…" : title;
}
