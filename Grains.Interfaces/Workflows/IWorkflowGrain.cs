using Orleans.Concurrency;
using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>
/// One run of a workflow: which of its steps may begin, and whether it is over. Key: the workflow id. A step that runs something is a job of its own, so this
/// grain hears from jobs, never from hosts. Calls flow one way: this grain calls its jobs and waits; they only send one-way calls here.
/// </summary>
[Alias("ops.IWorkflowGrain")]
public interface IWorkflowGrain : IGrainWithStringKey
{
    /// <summary>Stores the workflow with the hosts of its steps, and begins. Harmless to repeat.</summary>
    /// <param name="hosts">For each step, in the order of their turns; empty for one that is no job. Of a workflow that is there already they mean nothing.</param>
    [ResponseTimeout("00:01:00"), Alias("Submit")]
    Task<WorkflowReply> Submit(WorkflowSpec spec, IReadOnlyList<IReadOnlyList<JobTarget>> hosts);

    /// <summary>The workflow as it stands, or null if it was never submitted.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<WorkflowView?> Describe();

    /// <summary>The workflow once it is otherwise than was seen, or as it stands after <paramref name="patience"/> (at most 5 s); null if unknown.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Changed")]
    Task<WorkflowView?> WaitForChange(string seen, TimeSpan patience);

    /// <summary>
    /// No step begins any more but those that always run, and what runs is cancelled. Said again while it is being stopped: not even those. Null if the
    /// workflow is unknown.
    /// </summary>
    [Alias("Stop")]
    Task<WorkflowChange?> Stop(string by);

    /// <summary>Approves or rejects a step that waits for that. Harmless to repeat.</summary>
    [Alias("Decide")]
    Task<WorkflowChange?> Decide(string step, ApprovalDecision decision);

    /// <summary>Another round of a workflow that is over: all steps that did not succeed, and in their jobs the hosts that did not. Harmless to repeat with the same number.</summary>
    /// <param name="round">One more than the workflow's round.</param>
    [Alias("Retry")]
    Task<WorkflowChange?> Retry(int round, string by);

    /// <summary>The job of a step is over.</summary>
    [OneWay, Alias("Ended")]
    Task Ended(string jobId);
}
