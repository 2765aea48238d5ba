namespace OrleansOps.Schedules;

/// <summary>What became of a schedule that was sent.</summary>
/// <param name="Schedule">What is stored; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("ops.ScheduleReply")]
public sealed record ScheduleReply([property: Id(0)] SchedulePutStatus Status, [property: Id(1)] ScheduleView? Schedule);
