namespace OrleansOps.Logs;

/// <summary>How much output the agent may have under way, over all its tasks.</summary>
internal sealed class LogWindow
{
    /// <summary>Bytes that may be under way; the gateway sets it.</summary>
    public long Size { get; set; } = Protocol.Limits.WindowBytes;

    /// <summary>Bytes that are under way.</summary>
    public long Used { get; set; }

    public long Room => Size - Used;
}
