namespace OrleansOps.Schedules;

/// <summary>What became of an operator's word to start the job or workflow of a schedule now.</summary>
/// <param name="JobId">The job or workflow that was started, or that is not over.</param>
/// <param name="Why">Why there are no hosts.</param>
[GenerateSerializer, Immutable, Alias("ops.ScheduleRun")]
public sealed record ScheduleRun([property: Id(0)] ScheduleRunStatus Status, [property: Id(1)] string JobId, [property: Id(2)] Said? Why = null);
