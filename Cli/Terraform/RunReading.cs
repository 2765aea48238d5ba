using System.CommandLine;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>opsctl tf runs</summary>
internal static class RunReading
{
    private const string More = """
        Without RUN all that are kept, the newest first; with it this one, and what its plan would change. What plan and apply printed are the logs of its tasks.

        Examples:
          opsctl tf runs network
          opsctl tf runs network run-42
          opsctl tf runs network run-42 --changes
        """;

    public static Command Create(CommonOptions common)
    {
        var workspace = TerraformCommand.Workspace();
        var run = new Argument<string?>("RUN") { HelpName = "RUN", Description = "Id of a run.", Arity = ArgumentArity.ZeroOrOne };
        var changes = Options.Flag("--changes", "Only what its plan would change.");
        var command = new DocumentedCommand("runs", "List the runs of a workspace, or show one.", More) { workspace, run, changes, common.Output };
        command.Does(common, (line, session, cancel) => (line.GetRequiredValue(workspace), line.GetValue(run)) switch
        {
            (_, null) when line.GetValue(changes) => throw CliException.Usage("--changes needs a run.", "opsctl tf runs WORKSPACE RUN --changes"),
            (var name, { } id) => line.GetValue(changes) ? Changes(session, name, id, cancel) : Show(session, name, id, cancel),
            var (name, _) => List(session, name, cancel),
        });
        return command;
    }

    private static async Task<int> List(Session session, string workspace, CancellationToken cancel)
    {
        var runs = await session.Server.ListRuns(workspace, cancel);
        if (session.Json)
        {
            session.WriteJson(runs.Json);
            return ExitCodes.Success;
        }

        var found = runs.Value.Items.Select(item => item.Deserialize(CliJson.Default.TerraformRunView)).OfType<TerraformRunView>().ToList();
        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(found.Select(run => run.Id));
        }
        else if (found.Count == 0)
        {
            session.Notes.Info("It has no runs.");
        }
        else
        {
            var table = new Listing(new Column("RUN"), new Column("PHASE"), new Column("PLAN", 2), new Column("HOST", 3), new Column("BY", 4), new Column("SUBMITTED", 1), new Column("REASON", 5));
            foreach (var run in found)
            {
                table.Add(
                    run.Id, run.Phase, run.Plan is { } plan ? $"+{OrleansOps.Cli.Show.Number(plan.Add)} ~{OrleansOps.Cli.Show.Number(plan.Change)} -{OrleansOps.Cli.Show.Number(plan.Destroy)}" : null,
                    run.Agent.Name, run.SubmittedBy, OrleansOps.Cli.Show.Age(run.SubmittedAt), run.Reason);
            }

            table.Write(session.Tables);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> Changes(Session session, string workspace, string id, CancellationToken cancel)
    {
        var changes = await session.Server.ReadRunChanges(workspace, id, cancel);
        if (session.Json)
        {
            session.WriteJson(changes.Json);
            return ExitCodes.Success;
        }

        foreach (var line in ChangeLines.Of(changes.Value))
        {
            session.WriteLine(line);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> Show(Session session, string workspace, string id, CancellationToken cancel)
    {
        var run = await session.Server.ReadRun(workspace, id, cancel);
        if (session.Json)
        {
            session.WriteJson(run.Json);
        }
        else if (session.Format == OutputFormat.Name)
        {
            session.WriteNames([run.Value.Id]);
        }
        else
        {
            Details(run.Value).Write(session.Tables);
            if (run.Value.Phase is RunOutcomes.Planned)
            {
                session.Notes.Info(RunOutcomes.HowToGoOn(run.Value));
            }
        }

        return ExitCodes.Success;
    }

    private static Details Details(TerraformRunView run) => new Details()
        .Add("Run", run.Id)
        .Add("Workspace", run.Workspace)
        .Add("Phase", run.Phase)
        .Add("Reason", run.Reason)
        .Add("Host", run.Agent.Name)
        .Add("Wanted", $"{(run.Destroy ? "destroy" : "apply")}{(run.PlanOnly ? ", plan only" : run.AutoApprove ? ", without confirmation" : "")}")
        .Add("Plan", run.Plan is { } plan ? plan.HasChanges ? RunOutcomes.Counts(plan, isDone: false) : "nothing to change" : null)
        .Add("  on serial", OrleansOps.Cli.Show.Number(run.Plan?.PlannedOn))
        .Add("  SHA-256", run.Plan?.Sha256)
        .Add("  task", run.PlanTask)
        .Add("Apply task", run.ApplyTask)
        .Add("Decided by", run.Decision is { } decision ? $"{decision.By}, {OrleansOps.Cli.Show.Time(decision.At)}{(decision.Comment is null ? "" : $": {decision.Comment}")}" : null)
        .Add("Cancelled by", run.CancelledBy)
        .Add("Submitted", $"{OrleansOps.Cli.Show.Time(run.SubmittedAt)}, by {run.SubmittedBy}")
        .Add("Planned", OrleansOps.Cli.Show.Time(run.PlannedAt))
        .Add("Ended", OrleansOps.Cli.Show.Time(run.EndedAt));
}
