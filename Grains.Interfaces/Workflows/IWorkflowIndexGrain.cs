using Orleans.Concurrency;

namespace OrleansOps.Workflows;

/// <summary>Reads the list of workflows. Key: 0; a stateless worker.</summary>
[Alias("ops.IWorkflowIndexGrain")]
public interface IWorkflowIndexGrain : IGrainWithIntegerKey
{
    [ReadOnly, Alias("List")]
    Task<WorkflowPage> List(WorkflowQuery query);
}
