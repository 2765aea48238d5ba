namespace OrleansOps.Schedules;

/// <summary>What becomes of times at which nothing could be started. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.ScheduleMissed")]
public enum ScheduleMissed
{
    /// <summary>The last of them is made up for.</summary>
    Once = 0,

    /// <summary>None is.</summary>
    Skip = 1,

    /// <summary>Each is, one after the other, up to a number of them: the last ones.</summary>
    All = 2,
}
