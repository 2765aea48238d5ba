using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>
/// Where workflows are kept: what was asked for, how it stands with its place in the lists, and the hosts of each step. Each call happens as a whole or not
/// at all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the two is not known.
/// </summary>
public interface IWorkflowStore
{
    /// <summary>The workflow, or null if there is none.</summary>
    Task<WorkflowState?> Read(string workflowId);

    /// <summary>Stores the hosts of a step of a workflow that is not there yet, in place of those that an earlier try left. Of one that is there nothing changes.</summary>
    Task PutHosts(string workflowId, int step, IReadOnlyList<JobTarget> hosts);

    /// <summary>The hosts of a step of a workflow that is there.</summary>
    Task<IReadOnlyList<JobTarget>> ReadHosts(string workflowId, int step);

    /// <summary>Stores a new workflow, of version 1. Null if it did; the workflow that is there if the id is taken.</summary>
    Task<WorkflowState?> Create(WorkflowEntry entry);

    /// <summary>Stores a workflow in place of the version before its own.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored: somebody else writes this workflow too.</exception>
    Task Write(WorkflowEntry entry);

    /// <summary>Workflows, newest first.</summary>
    Task<WorkflowPage> List(WorkflowQuery query);

    /// <summary>
    /// Workflows that are over beyond the number of <paramref name="kept"/>, and those that ended before <paramref name="before"/>, the longest over first;
    /// at most <paramref name="max"/>.
    /// </summary>
    Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max);

    /// <summary>Removes everything about a workflow but its jobs.</summary>
    Task Forget(string workflowId);
}
