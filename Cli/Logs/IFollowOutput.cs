namespace OrleansOps.Cli;

/// <summary>Where a followed task is shown: as the script wrote it, or as lines of JSON.</summary>
internal interface IFollowOutput
{
    /// <summary>Consecutive records, each given once.</summary>
    void Log(IReadOnlyList<LogRecord> records);

    /// <summary>The task as it is now: at the start and after each change.</summary>
    void Phase(Reply<TaskView> task);

    /// <summary>The task is over and its log is complete.</summary>
    void End(Reply<TaskView> task);
}
