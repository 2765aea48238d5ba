namespace OrleansOps.Cli;

/// <summary>Starts what a schedule starts now, under this id: a job or a workflow.</summary>
internal sealed record RunSchedule(string? JobId = null, string? WorkflowId = null);
