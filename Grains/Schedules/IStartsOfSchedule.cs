namespace OrleansOps.Schedules;

/// <summary>What a schedule starts: jobs or workflows.</summary>
internal interface IStartsOfSchedule
{
    Task<bool> IsOpen(string id);

    /// <summary>There is one of this id, and this schedule has started it.</summary>
    Task<bool> IsOwn(string id);

    /// <summary>Ends one, as far as it is not over.</summary>
    Task Stop(string id);

    /// <summary>Starts one, unless that was done before. Answers why there is none; null: there is.</summary>
    Task<(ScheduleRunStatus Status, Said? Why)> Start(string id, ScheduleSpec schedule);
}
