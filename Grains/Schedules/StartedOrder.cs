namespace OrleansOps.Schedules;

/// <summary>A job or a workflow that a schedule has started.</summary>
internal readonly record struct StartedOrder(string Id, bool IsWorkflow);
