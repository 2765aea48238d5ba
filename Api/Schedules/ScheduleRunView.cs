namespace OrleansOps.Api;

/// <summary>The job that was started.</summary>
public sealed record ScheduleRunView(string JobId);
