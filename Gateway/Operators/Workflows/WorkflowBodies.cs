using OrleansOps.Jobs;
using OrleansOps.Operators.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Workflows;

/// <summary>From the grains' words to the operators'.</summary>
internal static class WorkflowBodies
{
    public static Api.WorkflowView ToRest(this WorkflowView workflow) => new()
    {
        Id = workflow.Id,
        Name = workflow.Spec.Name,
        Phase = workflow.Phase,
        Terminal = workflow.Phase.IsTerminal(),
        Reason = workflow.Reason,
        Why = workflow.Reason.ToRest(),
        Values = workflow.Spec.Values,
        Steps = [.. workflow.Steps.Select(step => step.ToRest(workflow.Spec))],
        Schedule = workflow.Spec.Schedule,
        Round = workflow.Round,
        SubmittedAt = workflow.SubmittedAt,
        SubmittedBy = workflow.Spec.SubmittedBy,
        SubmittedById = workflow.Spec.SubmittedById,
        EndedAt = workflow.EndedAt,
        Seen = workflow.Seen,
    };

    public static Api.WorkflowSummary ToRest(this WorkflowSummary workflow) => new()
    {
        Id = workflow.Id,
        Name = workflow.Name,
        Phase = workflow.Phase,
        Terminal = workflow.Phase.IsTerminal(),
        Steps = workflow.Steps,
        StepsOver = workflow.StepsOver,
        Running = workflow.Running,
        NeedsApproval = workflow.NeedsApproval,
        SubmittedAt = workflow.SubmittedAt,
        SubmittedBy = workflow.SubmittedBy,
        EndedAt = workflow.EndedAt,
    };

    private static Api.StepView ToRest(this StepView view, WorkflowSpec spec) => new()
    {
        Name = view.Step.Name,
        Phase = view.Phase,
        Reason = view.Reason,
        Why = view.Reason.ToRest(),
        Needs = [.. view.Step.Needs.Select(need => spec.Steps[need].Name)],
        When = view.Step.When,
        MayFail = view.Step.MayFail,
        If = view.Step.If is { } test ? ToRest(test, spec) : null,
        Inputs = view.Step.Inputs?.ToDictionary(
            input => input.Key,
            input => new Api.SubmitInput { Step = spec.Steps[input.Value.Step].Name, Output = input.Value.Name, Default = input.Value.Default },
            StringComparer.Ordinal),
        Outputs = [.. (view.Outputs?.Items ?? []).Select(ToRest)],
        OutputsCut = view.Outputs?.CutAt is not null,
        IsApproval = view.Step.Approval is not null,
        Approvers = view.Step.Approval?.Approvers ?? [],
        DueAt = view.Phase == StepPhase.Running ? view.StartedAt + (view.Step.Wait ?? view.Step.Approval?.Within) : null,
        JobId = view.JobId,
        JobPhase = view.JobPhase == JobPhase.None ? null : view.JobPhase,
        Hosts = view.Step.Hosts,
        Counts = view.Counts.ToRest(),
        StartedAt = view.StartedAt,
        EndedAt = view.EndedAt,
    };

    private static Api.SubmitCondition ToRest(OutputTest test, WorkflowSpec spec) => new()
    {
        Step = spec.Steps[test.Output.Step].Name,
        Output = test.Output.Name,
        Default = test.Output.Default,
        Is = test.IsNot ? null : test.Value,
        IsNot = test.IsNot ? test.Value : null,
    };

    private static Api.StepOutput ToRest(JobOutput output) =>
        new() { Name = output.Name, Value = output.Value, Host = output.Host, OtherValue = output.OtherValue, OtherHost = output.OtherHost };
}
