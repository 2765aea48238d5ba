namespace OrleansOps.Embedded;

/// <summary>Carries a cancellation from the caller's thread into a turn of the grain.</summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly Call _call;
    private volatile Activation? _host;

    public CallCancellation(Call call)
    {
        _call = call;
        _registration = call.CallerToken.UnsafeRegister(static self => ((CallCancellation)self!).Cancel(), this);
    }

    public CancellationToken Token => _source.Token;

    public void BeginIn(Activation host) => _host = host;

    public void Dispose() => _registration.Dispose();

    private void Cancel()
    {
        _call.CancelPromise(_call.CallerToken);
        if (_host is { } host)
        {
            _ = Task.Factory.StartNew(_source.Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, host);
        }
        else
        {
            _source.Cancel();   // not begun yet, or with an observer, which has no turns
        }
    }
}
