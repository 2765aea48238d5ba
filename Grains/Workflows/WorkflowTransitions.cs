using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>
/// How a workflow moves by what its jobs do and as time goes by: a pure function, asked again until it says that all stays as it is. What operators say is
/// <see cref="WorkflowWords"/>.
/// </summary>
internal static class WorkflowTransitions
{
    /// <summary>The workflow as it stands now; null: as before.</summary>
    /// <param name="jobs">How the job of each step stands in the round that is meant; null: not known; <see cref="JobPhase.None"/>: there is none.</param>
    /// <param name="outputs">What each job has put out in that round; null: not known. Until it is, a step is not over.</param>
    public static WorkflowState? Next(WorkflowState workflow, IReadOnlyList<JobPhase?> jobs, IReadOnlyList<OutputsOfJob?> outputs, DateTimeOffset now)
    {
        if (workflow.Phase.IsTerminal())
        {
            return null;
        }

        for (var place = 0; place < workflow.Steps.Count; place++)
        {
            if ((workflow.Steps[place].Phase switch
            {
                StepPhase.Waiting => Begin(workflow, place, now),
                StepPhase.Running => Go(workflow, place, jobs[place], outputs[place], now),
                _ => null,
            }) is { } step)
            {
                return workflow.With(place, step);
            }
        }

        return workflow.Steps.All(step => step.Phase.IsTerminal()) ? Over(workflow, now) : null;
    }

    /// <summary>When time alone moves it next; null: never.</summary>
    public static DateTimeOffset? Due(WorkflowState workflow) => workflow.Phase.IsTerminal() ? null : workflow.Steps
        .Select((step, place) => step.Phase == StepPhase.Running ? step.StartedAt + Limit(workflow.Spec!.Steps[place]) : null)
        .Min();

    /// <summary>The job of a step that is to be stopped.</summary>
    public static bool IsToStop(WorkflowState workflow, int place) =>
        workflow.Phase == WorkflowPhase.Stopping && workflow.Steps[place].Phase == StepPhase.Running && !RunsOn(workflow, place);

    private static bool RunsOn(WorkflowState workflow, int place) => workflow.Spec!.Steps[place].When == StepCondition.Always && !workflow.StopsAll;

    private static StepState? Begin(WorkflowState workflow, int place, DateTimeOffset now)
    {
        var (step, state) = (workflow.Spec!.Steps[place], workflow.Steps[place]);
        if (!step.Needs.All(need => workflow.Steps[need].Phase.IsTerminal()))
        {
            return null;
        }

        if (workflow.Phase == WorkflowPhase.Stopping && !RunsOn(workflow, place))
        {
            return state with { Phase = StepPhase.Stopped, EndedAt = now };
        }

        var broken = step.Needs.Where(need => IsBroken(workflow, need)).Select(need => workflow.Spec.Steps[need].Name).FirstOrDefault();
        return step.When switch
        {
            StepCondition.Success when broken is not null => state with { Phase = StepPhase.Skipped, Reason = WorkflowReasons.LeftOut(broken), EndedAt = now },
            StepCondition.Failure when broken is null => state with { Phase = StepPhase.Skipped, Reason = WorkflowReasons.NotNeeded, EndedAt = now },
            _ => Run(workflow, step, state, now),
        };
    }

    /// <summary>It has its turn, unless what earlier steps have put out says otherwise.</summary>
    private static StepState Run(WorkflowState workflow, WorkflowStep step, StepState state, DateTimeOffset now)
    {
        var (_, declined, unclear) = StepInputs.Condition(workflow, step);
        if (declined is not null)
        {
            return state with { Phase = StepPhase.Skipped, IsDeclined = true, Reason = declined, EndedAt = now };
        }

        return (unclear ?? StepInputs.Of(workflow, step).Wrong) is { } wrong
            ? state with { Phase = StepPhase.Failed, Reason = wrong, EndedAt = now }
            : state with
            {
                Phase = StepPhase.Running,
                StartedAt = now,
                Reason = step.Approval is { } approval ? WorkflowReasons.AwaitsApproval(approval.Message) : null,
            };
    }

    private static StepState? Go(WorkflowState workflow, int place, JobPhase? job, OutputsOfJob? outputs, DateTimeOffset now)
    {
        var (step, state) = (workflow.Spec!.Steps[place], workflow.Steps[place]);
        return step switch
        {
            { Job: not null } when state.HasBegun => (job switch
            {
                JobPhase.None => (StepPhase?)StepPhase.Failed,
                _ when outputs is null => null,
                JobPhase.Succeeded => StepPhase.Succeeded,
                JobPhase.Failed => StepPhase.Failed,
                JobPhase.Stopped => workflow.Phase == WorkflowPhase.Stopping ? StepPhase.Stopped : StepPhase.Failed,
                _ => null,
            }) is { } phase
                ? state with
                {
                    Phase = phase,
                    Reason = job == JobPhase.None ? WorkflowReasons.JobForgotten : null,
                    Outputs = outputs is null ? null : StepInputs.Kept(workflow, outputs),
                    EndedAt = now,
                }
                : null,
            { Job: null } when IsToStop(workflow, place) => state with { Phase = StepPhase.Stopped, Reason = null, EndedAt = now },
            { Wait: { } wait } when now >= state.StartedAt + wait => state with { Phase = StepPhase.Succeeded, EndedAt = now },
            { Approval.Within: { } within } when now >= state.StartedAt + within => state with { Phase = StepPhase.Failed, Reason = WorkflowReasons.NotApprovedInTime, EndedAt = now },
            _ => null,
        };
    }

    private static WorkflowState Over(WorkflowState workflow, DateTimeOffset now)
    {
        var broken = workflow.Spec!.Steps.Where((_, place) => IsBroken(workflow, place)).Select(step => step.Name).FirstOrDefault();
        return workflow with
        {
            Phase = workflow.Phase == WorkflowPhase.Stopping ? WorkflowPhase.Stopped : broken is null ? WorkflowPhase.Succeeded : WorkflowPhase.Failed,
            Reason = workflow.Phase == WorkflowPhase.Stopping || broken is null ? workflow.Reason : WorkflowReasons.Failed(broken),
            EndedAt = now,
        };
    }

    /// <summary>It did not do what it was there for, or was left out because one before it did not. One that was there for a failure and met none is not.</summary>
    private static bool IsBroken(WorkflowState workflow, int place) => workflow.Steps[place].Phase switch
    {
        StepPhase.Failed => !workflow.Spec!.Steps[place].MayFail,
        StepPhase.Skipped => workflow.Spec!.Steps[place].When == StepCondition.Success && !workflow.Steps[place].IsDeclined,
        StepPhase.Stopped => true,
        _ => false,
    };

    private static TimeSpan? Limit(WorkflowStep step) => step.Wait ?? step.Approval?.Within;
}
