namespace OrleansOps.Workflows;

/// <summary>What operators' words do to a workflow. Null: as it stands, the word means nothing.</summary>
internal static class WorkflowWords
{
    public static WorkflowState? Stop(WorkflowState workflow, string by) => workflow.Phase switch
    {
        WorkflowPhase.Running => workflow with { Phase = WorkflowPhase.Stopping, StoppedBy = by, Reason = WorkflowReasons.StoppedBy(by) },
        WorkflowPhase.Stopping => workflow with { StopsAll = true },
        WorkflowPhase.Stopped => workflow,
        _ => null,
    };

    public static WorkflowState? Decide(WorkflowState workflow, string step, ApprovalDecision decision, DateTimeOffset now)
    {
        var place = workflow.Spec!.Steps.TakeWhile(each => !string.Equals(each.Name, step, StringComparison.Ordinal)).Count();
        if (place == workflow.Steps.Count || workflow.Spec.Steps[place].Approval is not { } approval || !approval.MayDecide(decision.By))
        {
            return null;
        }

        var (state, decided) = (workflow.Steps[place], WorkflowReasons.Decided(decision));
        return state.Phase switch
        {
            StepPhase.Running => workflow.With(place, state with { Phase = decision.Approves ? StepPhase.Succeeded : StepPhase.Failed, Reason = decided, EndedAt = now }),
            _ when string.Equals(state.Reason?.Text, decided.Text, StringComparison.Ordinal) => workflow,   // said again
            _ => null,
        };
    }

    /// <summary>Steps that succeeded stay as they are; a job that ran has another round.</summary>
    public static WorkflowState? Retry(WorkflowState workflow, int round) => workflow.Phase.IsTerminal() && workflow.Phase != WorkflowPhase.Succeeded && round == workflow.Round + 1
        ? workflow with
        {
            Phase = WorkflowPhase.Running,
            Reason = null,
            Round = round,
            StoppedBy = null,
            StopsAll = false,
            EndedAt = null,
            Steps = [.. workflow.Steps.Select((step, place) => step.Phase == StepPhase.Succeeded ? step : Again(step))],
        }
        : null;

    private static StepState Again(StepState step) => StepState.Fresh with { JobRound = step.HasBegun ? step.JobRound + 1 : step.JobRound };
}
