using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Runs as REST shows them.</summary>
internal static class RunBodies
{
    public static Api.TerraformRunView ToRest(this RunView run) => new()
    {
        Id = run.Spec.Id,
        Workspace = run.Workspace,
        Agent = new Api.AgentName(run.Spec.AgentId, run.Spec.AgentName),
        Code = run.Spec.Code,
        Destroy = run.Spec.Destroy,
        PlanOnly = run.Spec.PlanOnly,
        AutoApprove = run.Spec.AutoApprove,
        Program = run.Spec.Program,
        Phase = run.Phase,
        Terminal = run.Phase.IsTerminal(),
        Reason = run.Reason,
        Why = run.Reason.ToRest(),
        Plan = run is { PlannedAt: not null, Plan: { } plan } ? new Api.RunPlanView
        {
            HasChanges = plan.HasChanges,
            Add = plan.Counts.Add,
            Change = plan.Counts.Change,
            Destroy = plan.Counts.Destroy,
            PlannedOn = run.PlannedOn,
            Sha256 = plan.Bundle?.Sha256,
        }
        : null,
        Decision = run.Decision is { } decision ? new Api.RunDecisionView(decision.By, decision.ById, decision.Comment, decision.At) : null,
        CancelledBy = run.CancelledBy,
        PlanTask = run.PlanTask,
        ApplyTask = run.ApplyTask,
        SubmittedBy = run.Spec.SubmittedBy,
        SubmittedById = run.Spec.SubmittedById,
        SubmittedAt = run.SubmittedAt,
        PlannedAt = run.PlannedAt,
        EndedAt = run.EndedAt,
        Seen = run.Seen,
    };
}
