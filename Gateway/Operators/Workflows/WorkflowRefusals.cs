using OrleansOps.Http;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Workflows;

/// <summary>The words for workflows that are not there, are others, or stand otherwise.</summary>
internal static class WorkflowRefusals
{
    public static Refusal Unknown(string id) =>
        new(Api.ProblemCodes.UnknownWorkflow, $"There is no workflow '{id}'.", "Its id is wrong, or it was forgotten.") { See = "GET /api/v1/workflows" };

    public static Refusal Conflict(string id) => new(
        Api.ProblemCodes.ConflictingWorkflow, $"There is another workflow '{id}'.",
        "The id was used for a different request. Nothing was changed. Choose another id, or send the same body to read the workflow.")
    { Field = "id" };

    public static Refusal Over(WorkflowView workflow) => new(
        Api.ProblemCodes.WorkflowOver, $"Workflow '{workflow.Id}' is over.", $"It is {Word(workflow)}. Nothing was changed. It can be run again.")
    { See = $"POST /api/v1/workflows/{workflow.Id}/retry" };

    public static Refusal NotOver(WorkflowView workflow) => workflow.Phase == WorkflowPhase.Succeeded
        ? new Refusal(Api.ProblemCodes.WorkflowNotOver, $"Workflow '{workflow.Id}' has succeeded.", "Nothing is left to run again. Nothing was changed. Submit it under another id.")
        : workflow.Phase.IsTerminal()
            ? new Refusal(Api.ProblemCodes.WorkflowNotOver, $"Workflow '{workflow.Id}' is in round {workflow.Round}.", $"Its next round is {workflow.Round + 1}. Nothing was changed.")
            { Field = "round", See = $"GET /api/v1/workflows/{workflow.Id}" }
            : new Refusal(Api.ProblemCodes.WorkflowNotOver, $"Workflow '{workflow.Id}' is not over.", $"It is {Word(workflow)}, in round {workflow.Round}. Nothing was changed. Wait for its end, or stop it.")
            { See = $"POST /api/v1/workflows/{workflow.Id}/stop" };

    /// <summary>Why a word about one of its steps was not heard.</summary>
    public static Refusal NotDecided(WorkflowView workflow, string step, string by) => workflow.Steps.FirstOrDefault(each => string.Equals(each.Step.Name, step, StringComparison.Ordinal)) switch
    {
        null => new Refusal(Api.ProblemCodes.StepNotWaiting, $"Workflow '{workflow.Id}' has no step '{step}'.", $"Its steps are {string.Join(", ", workflow.Spec.Steps.Select(each => each.Name))}. Nothing was changed."),
        { Step.Approval: { } approval, Phase: StepPhase.Running } when !approval.MayDecide(by) => new Refusal(
            Api.ProblemCodes.NotAnApprover, $"Step '{step}' is not {by}'s to approve.", $"It waits for {string.Join(", ", approval.Approvers)}. Nothing was changed."),
        var view => new Refusal(
            Api.ProblemCodes.StepNotWaiting, $"Step '{step}' does not wait to be approved.", $"It is {view.Phase.ToString().ToLowerInvariant()}{(view.Step.Approval is null ? ", and no approval" : "")}. {view.Reason?.Text} Nothing was changed."),
    };

    private static string Word(WorkflowView workflow) => workflow.Phase.ToString().ToLowerInvariant();
}
