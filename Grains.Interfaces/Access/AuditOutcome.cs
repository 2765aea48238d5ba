namespace OrleansOps.Access;

/// <summary>What became of a change. Values are stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.AuditOutcome")]
public enum AuditOutcome
{
    Done = 0,
    Refused = 1,

    /// <summary>It failed on the way, or whoever asked went away: it may have been done.</summary>
    Unknown = 2,
}
