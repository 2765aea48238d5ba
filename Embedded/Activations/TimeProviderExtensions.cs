namespace OrleansOps.Embedded;

internal static class TimeProviderExtensions
{
    /// <summary>A timer that is not running yet and that does not carry the caller's context along.</summary>
    public static ITimer CreateUnflowedTimer(this TimeProvider time, TimerCallback callback, object state)
    {
        using var unflowed = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
