namespace OrleansOps.Schedules;

/// <summary>What becomes of a time at which the job that was started before is not over. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.ScheduleOverlap")]
public enum ScheduleOverlap
{
    /// <summary>It is passed over.</summary>
    Forbid = 0,

    /// <summary>It waits until that job is over.</summary>
    Queue = 1,

    /// <summary>That job is stopped, and the new one begins when it is over.</summary>
    Replace = 2,
}
