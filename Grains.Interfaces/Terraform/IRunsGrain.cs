using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>
/// The runs of one workspace: the same grain as <see cref="IWorkspaceGrain"/>, so that what a plan was made on and what the state is now are compared where both are known. Key: the workspace's id.
/// It submits the tasks of its runs and asks them; they never call it.
/// </summary>
[Alias("ops.IRunsGrain")]
public interface IRunsGrain : IGrainWithStringKey
{
    /// <summary>Stores a run, and begins it when its turn has come. Harmless to repeat.</summary>
    [Alias("Submit")]
    Task<RunReply> Submit(RunSpec spec);

    /// <summary>The newest first.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<IReadOnlyList<RunView>> List();

    /// <summary>The run as it stands, or null if there is none.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<RunView?> Describe(string run);

    /// <summary>The run once it is otherwise than was seen, or as it stands after <paramref name="patience"/> (at most 5 s); null if unknown.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Changed")]
    Task<RunView?> WaitForChange(string run, string seen, TimeSpan patience);

    /// <summary>The plan is to be applied. Harmless to repeat. Null if the run is unknown.</summary>
    [Alias("Confirm")]
    Task<RunChange?> Confirm(string run, RunDecision decision);

    /// <summary>The plan is not to be applied. Harmless to repeat. Null if the run is unknown.</summary>
    [Alias("Discard")]
    Task<RunChange?> Discard(string run, RunDecision decision);

    /// <summary>Asks for its end; what runs on the host is interrupted. Harmless to repeat. Null if the run is unknown.</summary>
    [Alias("Cancel")]
    Task<RunChange?> Cancel(string run, string by);

    /// <summary>Whether what comes with this run's token is to be heard: while it is open, and as long as the workspace is locked by it.</summary>
    [AlwaysInterleave, Alias("Hears")]
    Task<bool> Hears(string run);

    /// <summary>Keeps what the host says would change. Which content is kept for the run now; null: none is, as it does not plan.</summary>
    [Alias("KeepChanges")]
    Task<SealedContent?> KeepChanges(string run, SealedContent changes, PlanCounts counts);

    /// <summary>Keeps the plan. Which content is kept for the run now; null: none is, as it does not plan.</summary>
    [Alias("KeepPlan")]
    Task<SealedContent?> KeepPlan(string run, SealedContent bundle, bool hasChanges);
}
