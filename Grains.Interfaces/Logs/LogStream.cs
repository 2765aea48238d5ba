namespace OrleansOps.Logs;

/// <summary>Which output. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.LogStream")]
public enum LogStream
{
    Stdout = 0,
    Stderr = 1,
}
