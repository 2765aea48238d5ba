namespace OrleansOps.Schedules;

/// <summary>What became of an operator's word to start the job of a schedule now.</summary>
[GenerateSerializer, Alias("ops.ScheduleRunStatus")]
public enum ScheduleRunStatus
{
    Started = 0,

    /// <summary>It was started by an earlier request with the same id.</summary>
    Repeated = 1,

    /// <summary>The job that the schedule started last is not over.</summary>
    Busy = 2,

    /// <summary>There is another job of this id.</summary>
    Conflict = 3,

    /// <summary>There are no hosts to start it on.</summary>
    NoHosts = 4,
}
