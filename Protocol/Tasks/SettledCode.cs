namespace OrleansOps.Protocol;

/// <summary>Values are on the wire: add at the end, never renumber.</summary>
public enum SettledCode
{
    /// <summary>Stored, now or by an earlier copy of the report.</summary>
    Stored = 0,

    /// <summary>The server had given the attempt up; the report is stored beside its verdict.</summary>
    StoredLate = 1,

    /// <summary>The server does not know the task for this agent. The agent keeps the report on disk for its operator.</summary>
    UnknownTask = 2,
}
