using OrleansOps.Logs;

namespace OrleansOps.Sockets.Connections;

/// <summary>The batches of one task on one connection. Owned by its <see cref="LogWindow"/>, and touched under its lock alone.</summary>
internal sealed class LogLane(string taskId, string? traceParent)
{
    public string TaskId => taskId;

    public string? TraceParent => traceParent;

    /// <summary>Not yet on their way to the log.</summary>
    public LinkedList<LogBatch> Waiting { get; } = new();

    /// <summary>Not yet known to be stored: first sequence number and size.</summary>
    public LinkedList<(long Seq, int Bytes)> Unacked { get; } = new();

    public bool IsDraining { get; set; }
}
