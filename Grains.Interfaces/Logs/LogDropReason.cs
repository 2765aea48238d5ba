namespace OrleansOps.Logs;

/// <summary>Why output is missing. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.LogDropReason")]
public enum LogDropReason
{
    /// <summary>The task printed more than its cap.</summary>
    CapReached = 0,

    /// <summary>The host's disk was full when the task's end could wait no longer.</summary>
    DiskFull = 1,

    /// <summary>The host has it no more: it was stored once and the store lost it, or the host's disk did.</summary>
    Lost = 2,
}
