namespace OrleansOps.HostAgent.Transfers;

/// <summary>A try that may go on with another one.</summary>
internal sealed class CutException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>When the other side wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
