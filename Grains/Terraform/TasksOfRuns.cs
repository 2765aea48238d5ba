using OrleansOps.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Terraform;

/// <summary>The tasks of a workspace's runs: brings them to begin, asks them, has them cancelled, and knows how they stood when they were asked last.</summary>
internal sealed class TasksOfRuns(GrainScope grain, StoredWorkspace workspace)
{
    private readonly Dictionary<string, TaskSighting> _seen = new(StringComparer.Ordinal);

    /// <summary>By the run's id.</summary>
    public IReadOnlyDictionary<string, TaskSighting> Seen => _seen;

    /// <summary>Asks those that are under way.</summary>
    public async Task Ask()
    {
        var underWay = workspace.Now.Runs.Where(run => run.Phase.IsOnHost() && run.HasBegun).ToList();
        foreach (var gone in _seen.Keys.Except(underWay.Select(run => run.Spec.Id)).ToList())
        {
            _seen.Remove(gone);
        }

        await Task.WhenAll(underWay.Select(async run => _seen[run.Spec.Id] = TaskSighting.Of(await grain.TaskOf(IdOf(run)).Describe())));
    }

    /// <summary>Tells those that are to end, as often as it takes.</summary>
    public Task Cancel() => Task.WhenAll(workspace.Now.Runs
        .Where(run => run is { HasBegun: true, CancelledBy: not null } && run.Phase.IsOnHost() && _seen.GetValueOrDefault(run.Spec.Id) is not { Phase: TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed or >= TaskPhase.Succeeded })
        .Select(async run => _seen[run.Spec.Id] = TaskSighting.Of(await grain.TaskOf(IdOf(run)).Cancel(run.CancelledBy!))));

    /// <summary>Submits the task that a run has its turn with. A task is called by its run and step, so one that is there is not there twice. Why it cannot be; null: it is.</summary>
    public async Task<Said?> Begin(RunState run)
    {
        _seen.Remove(run.Spec.Id);
        var (id, step) = (IdOf(run), StepOf(run));
        var spec = run.Spec.Task! with
        {
            Name = $"terraform {step} of {grain.Key}",
            Argv = [step],
            Digest = $"{run.Spec.Digest}/{step}",
            SealedFor = RunIds.SealedFor(grain.Key, run.Spec.Id),
            Env = new Dictionary<string, string>(run.Spec.Task.Env, StringComparer.Ordinal) { ["TF_RUN_PLAN_SHA256"] = run.Plan?.Bundle?.Sha256 ?? "" },
        };
        return await grain.Grain<IAgentGrain>(run.Spec.AgentId).Submit(id, spec, name: null) switch
        {
            null => RunReasons.HostGone(run.Spec.AgentName),
            { Status: SubmitStatus.Conflict } => RunReasons.TaskIdTaken(id),
            { Status: SubmitStatus.Blocked, Task.Reason: var why } => why,
            _ => null,
        };
    }

    private string IdOf(RunState run) => RunIds.TaskId(grain.Key, run.Spec.Id, StepOf(run));

    private static string StepOf(RunState run) => run.Phase == RunPhase.Applying ? RunIds.Apply : RunIds.Plan;
}
