using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What a run's phase means for the one who started it: an exit code, a sentence, and how to go on.</summary>
internal static class RunOutcomes
{
    public const string Planned = "planned";
    public const string Applied = "applied";
    public const string Finished = "finished";

    public static int ExitCode(TerraformRunView run) => run.Phase switch
    {
        Applied or Finished => ExitCodes.Success,
        "cancelled" => ExitCodes.Cancelled,
        _ => ExitCodes.NotAll,
    };

    public static string Sentence(TerraformRunView run) => $"Run {Printable.Of(run.Id)} of {Printable.Of(run.Workspace)} is {Printable.Of(run.Phase)}.{(string.IsNullOrWhiteSpace(run.Reason) ? "" : $" {Printable.Of(run.Reason)}")}";

    public static string Counts(RunPlanView plan, bool isDone) => isDone
        ? $"{Show.Number(plan.Add)} added, {Show.Number(plan.Change)} changed, {Show.Number(plan.Destroy)} destroyed"
        : $"{Show.Number(plan.Add)} to add, {Show.Number(plan.Change)} to change, {Show.Number(plan.Destroy)} to destroy";

    public static string HowToGoOn(TerraformRunView view)
    {
        var (workspace, run) = (Printable.Of(view.Workspace), Printable.Of(view.Id));
        return $"Go on with: opsctl tf confirm {workspace} {run} (or: opsctl tf discard {workspace} {run})";
    }

    public static string HowToLook(string workspace, string run) => $"opsctl tf runs {workspace} {run}";
}
