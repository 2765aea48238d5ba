using OrleansOps.Tasks;

namespace OrleansOps.Terraform;

/// <summary>
/// How the runs of a workspace move by what their tasks do and as time goes by: pure functions, asked again until they say that all stays as it is. What operators say is <see cref="RunWords"/>.
/// Plans are made together, and an apply is alone: no run plans while one applies, since what it found would be old before it was done.
/// </summary>
internal static class RunTransitions
{
    /// <summary>The workspace as it stands now; null: as before.</summary>
    /// <param name="workspace">As it is stored.</param>
    /// <param name="tasks">How the task of each run stands that has one under way, by the run's id; one that is not there is not known.</param>
    /// <param name="options">How many may plan at once, and how long a plan is good.</param>
    /// <param name="now">The time.</param>
    public static WorkspaceState? Next(WorkspaceState workspace, IReadOnlyDictionary<string, TaskSighting> tasks, TerraformOptions options, DateTimeOffset now)
    {
        foreach (var run in workspace.Runs.Where(run => !run.Phase.IsTerminal()))
        {
            var next = run.Phase switch
            {
                RunPhase.Waiting when WaitsFor(workspace, run, options) is null => run with
                {
                    Phase = RunPhase.Planning,
                    PlanningAt = now,
                    Base = Newest(workspace)?.Content,
                    PlannedOn = Newest(workspace)?.Serial,
                },
                RunPhase.Planning when run.HasBegun && tasks.TryGetValue(run.Spec.Id, out var task) => Planned(workspace, run, task, now),
                RunPhase.Planned or RunPhase.Confirmed when HasMoved(workspace, run) => Over(run, RunPhase.Stale, RunReasons.Stale(run.PlannedOn, Newest(workspace)?.Serial), now),
                RunPhase.Planned when now >= GoodUntil(run, options) => Over(run, RunPhase.Discarded, RunReasons.NotConfirmedInTime, now),
                RunPhase.Confirmed when WaitsFor(workspace, run, options) is null => run with { Phase = RunPhase.Applying, HasBegun = false, ApplyingAt = now },
                RunPhase.Applying when run.HasBegun && tasks.TryGetValue(run.Spec.Id, out var task) => Applied(run, task, now),
                _ => null,
            };
            if (next is not null)
            {
                return With(workspace, next, options);
            }
        }

        return null;
    }

    /// <summary>Its task cannot be begun.</summary>
    public static WorkspaceState CannotBegin(WorkspaceState workspace, RunState run, Said why, TerraformOptions options, DateTimeOffset now) =>
        With(workspace, Over(run, RunPhase.Failed, why, now), options);

    /// <summary>What a run waits for before it may plan or apply; null: for nothing.</summary>
    public static Said? WaitsFor(WorkspaceState workspace, RunState run, TerraformOptions options) => run.Phase switch
    {
        RunPhase.Waiting when workspace.Runs.FirstOrDefault(other => other.Phase is RunPhase.Applying or RunPhase.Confirmed) is { } changing => RunReasons.AwaitsApply(changing.Spec.Id),
        RunPhase.Waiting when workspace.Runs.Count(other => other.Phase == RunPhase.Planning) >= options.PlansAtOnce => RunReasons.AwaitsPlans(options.PlansAtOnce),
        RunPhase.Planned => RunReasons.AwaitsWord(GoodUntil(run, options)),
        RunPhase.Confirmed when workspace.Runs.FirstOrDefault(other => other.Phase == RunPhase.Applying) is { } applying => RunReasons.AwaitsApply(applying.Spec.Id),
        RunPhase.Confirmed when workspace.Lock is { } held => RunReasons.AwaitsLock(held.Who.Length > 0 ? held.Who : held.By),
        _ => null,
    };

    public static bool HasMoved(WorkspaceState workspace, RunState run) => !string.Equals(run.Base, Newest(workspace)?.Content, StringComparison.Ordinal);

    public static StateVersion? Newest(WorkspaceState workspace) => workspace.Versions is [var newest, ..] ? newest : null;

    /// <summary>What it had of variables and secrets goes with its end, and the plan; what would have changed stays.</summary>
    public static RunState Over(RunState run, RunPhase phase, Said? why, DateTimeOffset now) => run with
    {
        Phase = phase,
        Reason = why,
        EndedAt = now,
        Spec = run.Spec with { Task = null },
        Plan = run.Plan is { } plan ? plan with { Bundle = null } : null,
    };

    /// <summary>
    /// Puts a run in the place of what it was. Where nothing of it runs any more its lock goes with it; how an apply ended that is lost nobody knows, so its lock stays.
    /// </summary>
    public static WorkspaceState With(WorkspaceState workspace, RunState run, TerraformOptions options)
    {
        var isGone = run.Phase.IsTerminal() && run.Phase != RunPhase.Lost;
        var over = 0;
        return workspace with
        {
            Runs = [.. workspace.Runs.Select(each => string.Equals(each.Spec.Id, run.Spec.Id, StringComparison.Ordinal) ? run : each)
                .Reverse().Where(each => !each.Phase.IsTerminal() || over++ < options.KeptRuns).Reverse()],
            Lock = isGone && string.Equals(workspace.Lock?.ById, RunIds.Holder(run.Spec.Id), StringComparison.Ordinal) ? null : workspace.Lock,
        };
    }

    private static DateTimeOffset GoodUntil(RunState run, TerraformOptions options) => run.PlannedAt!.Value + options.ConfirmWithin;

    private static RunState? Planned(WorkspaceState workspace, RunState run, TaskSighting task, DateTimeOffset now) => task.Phase switch
    {
        TaskPhase.Succeeded when run.CancelledBy is { } by => Over(run, RunPhase.Cancelled, RunReasons.CancelledBy(by), now),
        TaskPhase.Succeeded when run.Plan is not { Bundle: not null, Changes: not null } => Over(run, RunPhase.Failed, RunReasons.PlanNotBrought, now),
        TaskPhase.Succeeded when !run.Plan.HasChanges => Over(run with { PlannedAt = now }, RunPhase.Finished, RunReasons.NothingToChange, now),
        TaskPhase.Succeeded when run.Spec.PlanOnly => Over(run with { PlannedAt = now }, RunPhase.Finished, why: null, now),
        TaskPhase.Succeeded when HasMoved(workspace, run) => Over(run with { PlannedAt = now }, RunPhase.Stale, RunReasons.Stale(run.PlannedOn, Newest(workspace)?.Serial), now),
        TaskPhase.Succeeded => run with { Phase = run.Spec.AutoApprove ? RunPhase.Confirmed : RunPhase.Planned, PlannedAt = now },
        TaskPhase.Cancelled => Over(run, RunPhase.Cancelled, Cancelled(run), now),
        TaskPhase.Lost or TaskPhase.None => Over(run, RunPhase.Failed, RunReasons.PlanLost, now),
        _ => task.Phase.IsTerminal() ? Over(run, RunPhase.Failed, Because(RunReasons.PlanFailed(task.ExitCode), task), now) : null,
    };

    private static RunState? Applied(RunState run, TaskSighting task, DateTimeOffset now) => task.Phase switch
    {
        TaskPhase.Succeeded => Over(run, RunPhase.Applied, why: null, now),
        TaskPhase.Cancelled => Over(run, RunPhase.Cancelled, Cancelled(run), now),
        TaskPhase.Lost or TaskPhase.None => Over(run, RunPhase.Lost, RunReasons.ApplyLost, now),
        _ => task.Phase.IsTerminal() ? Over(run, RunPhase.Failed, Because(RunReasons.ApplyFailed(task.ExitCode), task), now) : null,
    };

    private static Said? Cancelled(RunState run) => run.CancelledBy is { } by ? RunReasons.CancelledBy(by) : null;

    private static Said Because(Said what, TaskSighting task) => task.Reason is { Text.Length: > 0 } why ? Said.All([what, why])! : what;
}
