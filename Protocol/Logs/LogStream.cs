namespace OrleansOps.Protocol;

/// <summary>Values are on the wire: add at the end, never renumber.</summary>
public enum LogStream
{
    Stdout = 0,
    Stderr = 1,
}
