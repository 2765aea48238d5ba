namespace OrleansOps.Tasks;

/// <summary>What came of an agent's report. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.ReportStatus")]
public enum ReportStatus
{
    /// <summary>Stored, now or by an earlier copy.</summary>
    Stored = 0,

    /// <summary>Stored beside a verdict that had been reached without it.</summary>
    StoredLate = 1,

    /// <summary>No such task for this agent. Nothing was changed.</summary>
    UnknownTask = 2,

    /// <summary>The session that reports is not the agent's newest. Nothing was changed.</summary>
    Superseded = 3,

    /// <summary>The report is about an attempt or phase that is over. Nothing was changed.</summary>
    Ignored = 4,
}
