namespace OrleansOps.Api;

/// <summary>The job or the workflow that was started.</summary>
public sealed record ScheduleRunView(string? JobId, string? WorkflowId);
