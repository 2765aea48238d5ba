namespace OrleansOps.Hosting;

/// <summary>Tells whoever wants to know that a silo has gone, in order or not: what it held is elsewhere from now on.</summary>
public sealed class SiloLosses
{
    private TaskCompletionSource _next = NewSignal();

    /// <summary>Completes with the next loss.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    internal void Tell() => Interlocked.Exchange(ref _next, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
