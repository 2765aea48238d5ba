namespace OrleansOps.Jobs;

/// <summary>How the size of a batch is said. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.JobBatchKind")]
public enum JobBatchKind
{
    /// <summary>So many hosts.</summary>
    Count = 0,

    /// <summary>So many of a hundred of all hosts, rounded up.</summary>
    Percent = 1,

    /// <summary>So many more than the batch before.</summary>
    More = 2,

    /// <summary>So many times as many as the batch before.</summary>
    Times = 3,
}
