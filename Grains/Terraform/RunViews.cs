using System.Globalization;

namespace OrleansOps.Terraform;

/// <summary>Stored runs as others see them.</summary>
internal static class RunViews
{
    public static RunView View(this RunState run, string workspace, Said? waitsFor, TaskSighting? task)
    {
        var reason = run.Reason ?? waitsFor ?? task?.Reason;
        return new RunView
        {
            Workspace = workspace,
            Spec = run.Spec with { Task = null },
            Phase = run.Phase,
            Reason = reason,
            Plan = run.Plan,
            PlannedOn = run.PlannedOn,
            Decision = run.Decision,
            CancelledBy = run.CancelledBy,
            PlanTask = run.PlanningAt is null || run is { Phase: RunPhase.Planning, HasBegun: false } ? null : RunIds.TaskId(workspace, run.Spec.Id, RunIds.Plan),
            ApplyTask = run.ApplyingAt is null || run is { Phase: RunPhase.Applying, HasBegun: false } ? null : RunIds.TaskId(workspace, run.Spec.Id, RunIds.Apply),
            SubmittedAt = run.SubmittedAt,
            PlannedAt = run.PlannedAt,
            EndedAt = run.EndedAt,
            Seen = string.Create(CultureInfo.InvariantCulture, $"{(int)run.Phase}.{(run.HasBegun ? 1 : 0)}.{(run.CancelledBy is null ? 0 : 1)}.{(reason is { Why: [var why, ..] } ? why.Code : "")}"),
        };
    }
}
