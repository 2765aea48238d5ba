namespace OrleansOps.Jobs;

/// <summary>Whether a job waits for a word between batches. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.JobPause")]
public enum JobPause
{
    Never = 0,

    /// <summary>After a batch in which a host did not succeed.</summary>
    OnFailure = 1,

    /// <summary>After each batch but the last.</summary>
    Each = 2,
}
