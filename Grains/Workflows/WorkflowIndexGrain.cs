using Orleans.Concurrency;

namespace OrleansOps.Workflows;

/// <summary>The door to the list of workflows.</summary>
[StatelessWorker]
internal sealed class WorkflowIndexGrain(IWorkflowStore store) : Grain, IWorkflowIndexGrain
{
    public Task<WorkflowPage> List(WorkflowQuery query) => store.List(query with { Limit = Math.Clamp(query.Limit, 1, 500) });
}
