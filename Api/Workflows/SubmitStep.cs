using System.ComponentModel;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>One step of a workflow. It has one of job, approval and waitSeconds.</summary>
public sealed record SubmitStep
{
    [Description("1 to 22 characters out of a-z, 0-9 and '-', beginning with a letter, without '--'; unique in its workflow.")]
    public string? Name { get; init; }

    [Description("Names of earlier steps that must be over before it may begin; empty: it begins at once. Default: the step before it.")]
    public IReadOnlyList<string>? Needs { get; init; }

    [Description("success (default): it runs if no step that it needs failed, or was left out because one before it did; failure: only if one was; always: in any case, and also while the workflow is being stopped.")]
    public StepCondition? When { get; init; }

    [Description("What an output of an earlier step must be for it to run, beside when. Where it does not hold the step is left out, which is no failure.")]
    public SubmitCondition? If { get; init; }

    [Description("Variables of its task that get what earlier steps have put out, by name; at most 50. Where hosts have set different values, or none and there is no default, the step fails. Never put into a script's text.")]
    public IReadOnlyDictionary<string, SubmitInput>? Inputs { get; init; }

    [Description("true: if it fails, all goes on as if it had not. Default: false.")]
    public bool? MayFail { get; init; }

    [Description("One task for many hosts, as a job of its own. Its hosts are found when the workflow is submitted.")]
    public SubmitJob? Job { get; init; }

    [Description("It waits for an operator to approve or reject it.")]
    public SubmitApproval? Approval { get; init; }

    [Description("It waits so many seconds: 1 to 604,800.")]
    public int? WaitSeconds { get; init; }
}
