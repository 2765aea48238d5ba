using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Starts the job or workflow of a schedule now.</summary>
public sealed record RunSchedule
{
    [Description("The id of the job, of the caller's choice: sending it twice starts one job. Only of a schedule that starts a job.")]
    public string? JobId { get; init; }

    [Description("The id of the workflow, of the caller's choice: sending it twice starts one workflow. Only of a schedule that starts a workflow.")]
    public string? WorkflowId { get; init; }
}
