using System.Globalization;
using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>A stored workflow as others see it.</summary>
internal static class WorkflowViews
{
    /// <param name="jobs">What is known of the job of each step; null: nothing.</param>
    public static WorkflowView View(this WorkflowState workflow, string id, IReadOnlyList<JobView?> jobs) => new()
    {
        Id = id,
        Spec = workflow.Spec!,
        Phase = workflow.Phase,
        Reason = workflow.Reason,
        Steps = [.. workflow.Steps.Select((step, place) => View(step, workflow.Spec!.Steps[place], id, jobs[place]))],
        Round = workflow.Round,
        SubmittedAt = workflow.SubmittedAt,
        EndedAt = workflow.EndedAt,
        Seen = string.Create(CultureInfo.InvariantCulture, $"{workflow.Version}.{string.Join('.', jobs.Select(job => job?.Seen))}"),
    };

    public static WorkflowSummary Summary(this WorkflowState workflow, string id)
    {
        var running = workflow.Spec!.Steps.Where((_, place) => workflow.Steps[place].Phase == StepPhase.Running).ToList();
        return new WorkflowSummary
        {
            Id = id,
            Name = workflow.Spec.Name,
            Phase = workflow.Phase,
            Steps = workflow.Steps.Count,
            StepsOver = workflow.Steps.Count(step => step.Phase.IsTerminal()),
            Running = [.. running.Select(step => step.Name)],
            NeedsApproval = running.Any(step => step.Approval is not null),
            SubmittedAt = workflow.SubmittedAt,
            EndedAt = workflow.EndedAt,
            SubmittedBy = workflow.Spec.SubmittedBy,
        };
    }

    private static StepView View(StepState state, WorkflowStep step, string id, JobView? job) => new()
    {
        Step = step,
        Phase = state.Phase,
        Reason = state.Reason ?? job?.Reason,
        StartedAt = state.StartedAt,
        EndedAt = state.EndedAt,
        JobId = step.Job is not null && (state.HasBegun || state.JobRound > 1) ? WorkflowIds.JobId(id, step.Name) : null,
        JobPhase = job?.Phase ?? JobPhase.None,
        Counts = job?.Counts ?? JobCounts.None,
        Outputs = state.Outputs,
    };
}
