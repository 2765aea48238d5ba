using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl workflow list and show</summary>
internal static class WorkflowReading
{
    private const int UsualCount = 50;

    private const string ListMore = """
        Newest first. RUNNING names the steps that run; one that waits to be approved is marked with (?).

        Examples:
          opsctl workflow list --open
          opsctl workflow list --all -o json
        """;

    private const string ShowMore = """
        Below the steps is what they have put out (##[set-output name=NAME]VALUE). What a step printed is in the tasks of its job: opsctl job JOB --hosts lists them.
        With -f opsctl goes on until the workflow is over, and exits as opsctl workflow run would. Ctrl-C ends only opsctl.

        Examples:
          opsctl workflow show patch-42
          opsctl workflow show patch-42 -f
        """;

    public static Command CreateList(CommonOptions common)
    {
        var open = Options.Flag("--open", "Only workflows that are not over.");
        var limit = Options.Number("--limit", "N", $"How many at most; {UsualCount} by default.", least: 1);
        var all = Options.Flag("--all", "All of them, however many.");
        var watch = Watching.Option();
        var command = new DocumentedCommand("list", "List workflows.", ListMore) { open, limit, all, watch, common.Output };
        command.Does(common, (line, session, cancel) => Watching.Show(line.GetValue(watch), session, () => List(
            session,
            size => new Query().Add("open", line.GetValue(open) ? "true" : null).Add("limit", size),
            line.GetValue(all) ? null : (int)Math.Min(int.MaxValue, line.GetValue(limit) ?? UsualCount),
            cancel), cancel));
        return command;
    }

    public static Command CreateShow(CommonOptions common)
    {
        var id = WorkflowCommand.Id();
        var follow = Options.Flag("--follow", "Go on until the workflow is over.", "-f");
        var reconnectFor = Options.Duration("--reconnect-for", "With -f: how long to try when the server cannot be reached any more; 5m by default.");
        var command = new DocumentedCommand("show", "Show one workflow with its steps, or follow it.", ShowMore) { id, follow, reconnectFor, common.Output };
        command.Does(common, (line, session, cancel) => line.GetValue(follow)
            ? new WorkflowFollowing(session, line.GetRequiredValue(id), line.GetValue(reconnectFor) ?? LogPrintingOptions.UsualPatience).Follow(cancel)
            : Describe(session, line.GetRequiredValue(id), cancel));
        return command;
    }

    private static async Task<int> List(Session session, Func<string, Query> query, int? wanted, CancellationToken cancel)
    {
        var workflows = await Pages.Read((size, cursor) => session.Server.ListWorkflows(query(size).Add("cursor", cursor), cancel), wanted);
        return session.WriteList(workflows, CliJson.Default.WorkflowSummary, "No such workflows.", workflow => workflow.Id, Table);
    }

    private static Listing Table(IEnumerable<WorkflowSummary> workflows)
    {
        var table = new Listing(
            new Column("ID"), new Column("NAME", 1), new Column("PHASE"), new Column("STEPS", 2), new Column("RUNNING", 3), new Column("AGE", 4), new Column("TOOK", 6), new Column("BY", 7));
        foreach (var workflow in workflows)
        {
            table.Add(
                workflow.Id,
                workflow.Name,
                PhasesOfJobs.Shown(workflow.Phase),
                $"{workflow.StepsOver}/{workflow.Steps}",
                string.Join(", ", workflow.Running) + (workflow.NeedsApproval ? " (?)" : ""),
                Show.Age(workflow.SubmittedAt),
                Show.Took(workflow.SubmittedAt, workflow.EndedAt),
                workflow.SubmittedBy);
        }

        return table;
    }

    private static async Task<int> Describe(Session session, string id, CancellationToken cancel)
    {
        var reply = await session.Server.ReadWorkflow(id, cancel);
        if (session.Json)
        {
            session.WriteJson(reply.Json);
            return ExitCodes.Success;
        }

        var workflow = reply.Value;
        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames([workflow.Id]);
            return ExitCodes.Success;
        }

        new Details()
            .Add("Id", workflow.Id)
            .Add("Name", workflow.Name)
            .Add("Phase", PhasesOfJobs.Shown(workflow.Phase))
            .Add("Reason", workflow.Reason)
            .Add("Round", workflow.Round > 1 ? Show.Number(workflow.Round) : null)
            .Add("Values", Show.Labels(workflow.Values))
            .Add("Submitted", Show.Time(workflow.SubmittedAt))
            .Add("By", workflow.SubmittedBy)
            .Add("Ended", Show.Time(workflow.EndedAt))
            .Write(session.Tables);
        var steps = new Listing(new Column("STEP"), new Column("PHASE"), new Column("HOSTS", 2), new Column("TOOK", 4), new Column("JOB", 3), new Column("REASON", 1));
        foreach (var step in workflow.Steps)
        {
            steps.Add(
                step.Name,
                PhasesOfJobs.ShownOfStep(step.Phase),
                step.Hosts == 0 ? null : $"{step.Counts.Ended}/{step.Hosts}",
                Show.Took(step.StartedAt, step.EndedAt),
                step.JobId,
                step.Reason);
        }

        steps.Write(session.Tables);
        WriteOutputs(session, workflow);
        if (WorkflowOutcomes.HowToGoOn(workflow) is { } words)
        {
            session.Notes.Progress(words);
        }

        return ExitCodes.Success;
    }

    private static void WriteOutputs(Session session, WorkflowView workflow)
    {
        var set = workflow.Steps.Where(step => step.Outputs is { Count: > 0 } || step.OutputsCut).ToList();
        if (set.Count == 0)
        {
            return;
        }

        session.WriteLine("");
        var outputs = new Listing(new Column("STEP"), new Column("OUTPUT"), new Column("VALUE", 1));
        foreach (var (step, output) in set.SelectMany(step => (step.Outputs ?? []).Select(output => (step, output))))
        {
            outputs.Add(step.Name, output.Name, output.OtherHost is null ? output.Value : $"differs: {output.Value} on {output.Host}, {output.OtherValue} on {output.OtherHost}");
        }

        foreach (var cut in set.Where(step => step.OutputsCut))
        {
            outputs.Add(cut.Name, "…", "and more than is kept");
        }

        outputs.Write(session.Tables);
    }
}
