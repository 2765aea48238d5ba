namespace OrleansOps.Schedules;

/// <summary>A schedule on its way to the store.</summary>
public sealed record ScheduleEntry(string Id, ScheduleState State)
{
    /// <summary>What lists show of it.</summary>
    public ScheduleSummary Summary => State.Summary(Id);
}
