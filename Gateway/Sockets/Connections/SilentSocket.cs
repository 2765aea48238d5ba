namespace OrleansOps.Sockets.Connections;

/// <summary>The place of a connection that has not said Hello. Given back once, however often that is asked.</summary>
internal sealed class SilentSocket(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
