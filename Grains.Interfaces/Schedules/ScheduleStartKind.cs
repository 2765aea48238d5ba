namespace OrleansOps.Schedules;

/// <summary>What became of a time of a schedule. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.ScheduleStartKind")]
public enum ScheduleStartKind
{
    /// <summary>A job was started.</summary>
    Started = 0,

    /// <summary>None was, by a policy of the schedule or an operator's word.</summary>
    Skipped = 1,

    /// <summary>None could be.</summary>
    Failed = 2,
}
