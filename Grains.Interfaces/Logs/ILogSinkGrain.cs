using Orleans.Concurrency;

namespace OrleansOps.Logs;

/// <summary>The log of one task: appends what arrives on its stream, and reads it back. Key: the task id.</summary>
[Alias("ops.ILogSinkGrain")]
public interface ILogSinkGrain : IGrainWithStringKey
{
    /// <summary>Where an attempt's log goes on; null if the task is unknown or is not given to this agent with this attempt.</summary>
    [Alias("Resume")]
    Task<LogMark?> Resume(string agentId, int attempt);

    /// <summary>Names of the newest batches that are stored and have one, at most 8,192, oldest first.</summary>
    [Alias("Messages")]
    Task<IReadOnlyList<string>> Messages();

    /// <summary>
    /// Reads from a record on, at most about <paramref name="maxBytes"/> (1 to 4 MiB). If there is nothing yet, waits for up to
    /// <paramref name="patience"/> (at most 5 s).
    /// </summary>
    [AlwaysInterleave, ResponseTimeout("00:00:07"), Alias("Read")]
    Task<LogPage> Read(long fromSeq, int maxBytes, TimeSpan patience);

    /// <summary>The grain of its host has moved to another silo: the log goes there too.</summary>
    [OneWay, Alias("Follow")]
    Task Follow();

    /// <summary>The task and its log are removed: nothing more of it is stored.</summary>
    [OneWay, Alias("Forget")]
    Task Forget();
}
