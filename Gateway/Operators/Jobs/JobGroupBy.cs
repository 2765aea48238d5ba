namespace OrleansOps.Operators.Jobs;

/// <summary>By what the hosts of a job are put together.</summary>
internal enum JobGroupBy
{
    /// <summary>State, how the task ended, and its exit code.</summary>
    Outcome,

    /// <summary>The same, and the last line that was printed.</summary>
    LastLine,

    /// <summary>The same, and everything that was printed.</summary>
    Output,
}
