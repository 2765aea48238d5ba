namespace OrleansOps.Tasks;

/// <summary>What came of a submission. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.SubmitStatus")]
public enum SubmitStatus
{
    /// <summary>Stored now.</summary>
    Created = 0,

    /// <summary>The same task was stored before.</summary>
    Repeated = 1,

    /// <summary>Another task has this id.</summary>
    Conflict = 2,

    /// <summary>A rule on commands does not let it be; nothing is stored, and the reason of the task says which.</summary>
    Blocked = 3,
}
