namespace OrleansOps.Schedules;

/// <summary>What became of a schedule that was sent.</summary>
[GenerateSerializer, Alias("ops.SchedulePutStatus")]
public enum SchedulePutStatus
{
    Created = 0,

    /// <summary>It is there already, word for word.</summary>
    Same = 1,

    /// <summary>It stands in place of what was there.</summary>
    Replaced = 2,

    /// <summary>Another one is there, and the caller did not say that it is to be replaced.</summary>
    Conflict = 3,

    /// <summary>It was changed since the caller has seen it, or is not there any more.</summary>
    Changed = 4,

    /// <summary>There are as many as are kept.</summary>
    Full = 5,
}
