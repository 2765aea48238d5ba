using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>The words for runs that are not there, are others, or stand otherwise.</summary>
internal static class RunRefusals
{
    public static Refusal Unknown(string workspace, string run) => new(
        Api.ProblemCodes.UnknownRun, $"Workspace '{workspace}' has no run '{run}'.", "Its id is wrong, or it was forgotten: the oldest that are over go first (Terraform:KeptRuns).")
    { See = $"GET /api/v1/terraform/workspaces/{workspace}/runs" };

    public static Refusal Conflict(string run) => new(
        Api.ProblemCodes.ConflictingRun, $"There is another run '{run}'.", "The id was used for a different request. Nothing was changed. Choose another id, or send the same body to read the run.")
    { Field = "run" };

    public static Refusal TooMany(string workspace) => new(
        Api.ProblemCodes.TooManyRuns, $"As many runs of workspace '{workspace}' are open as may be.", "Nothing was changed. Wait until one is over, or cancel one (Terraform:OpenRuns).")
    { See = $"GET /api/v1/terraform/workspaces/{workspace}/runs" };

    public static Refusal Open(string workspace) => new(
        Api.ProblemCodes.RunsOpen, $"Runs of workspace '{workspace}' are open.", "Nothing was changed. Cancel them, or wait for their end.")
    { See = $"GET /api/v1/terraform/workspaces/{workspace}/runs" };

    public static Refusal NotPlanned(RunView run) => run.Phase == RunPhase.Stale
        ? new Refusal(Api.ProblemCodes.PlanStale, $"The plan of run '{run.Spec.Id}' is stale.", run.Reason?.Text ?? "The state moved since it was made. Plan again.")
        : NotWaiting(run, run.Phase.IsTerminal() ? "It is over." : "A plan is confirmed or discarded once it is made.");

    public static Refusal Over(RunView run) => NotWaiting(run, "It is over.");

    /// <summary>What comes with a token is not heard, or not at this door.</summary>
    public static Refusal NotHeard(string run) => new(
        Api.ProblemCodes.RunOver, $"Run '{run}' is not heard.", "It does not run any more, or asks for what is not its own.");

    public static Refusal TooLargeToKeep(string what, long largest) => new(
        Api.ProblemCodes.StateTooLarge, $"The {what} is too large.", $"It may have {largest} bytes ({StateOptions.Section}:{nameof(StateOptions.LargestBytes)}).");

    public static Refusal NoChanges(string workspace, string run) => new(
        Api.ProblemCodes.UnknownRun, $"Run '{run}' of workspace '{workspace}' has no plan.", "It was not made yet, or did not succeed.")
    { See = $"GET /api/v1/terraform/workspaces/{workspace}/runs/{run}" };

    private static Refusal NotWaiting(RunView run, string why) => new(
        Api.ProblemCodes.RunNotWaiting, $"Run '{run.Spec.Id}' does not wait for that.", $"It is {run.Phase.ToString().ToLowerInvariant()}. {why} {run.Reason?.Text} Nothing was changed.")
    { See = $"GET /api/v1/terraform/workspaces/{run.Workspace}/runs/{run.Spec.Id}" };
}
