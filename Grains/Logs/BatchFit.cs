namespace OrleansOps.Logs;

/// <summary>How a batch fits a log.</summary>
internal enum BatchFit
{
    /// <summary>It goes on exactly where the log ends.</summary>
    Next,

    /// <summary>It is stored already.</summary>
    Repeat,

    Refused,
}
