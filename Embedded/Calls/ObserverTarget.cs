namespace OrleansOps.Embedded;

/// <summary>An object outside the grains. Its calls run one after another on the thread pool.</summary>
internal sealed class ObserverTarget(Silo silo, GrainId id, IGrainObserver observer) : ICallTarget, IThreadPoolWorkItem
{
    private readonly Queue<Call> _waiting = new();

    // Weak, as the caller promised to keep the object alive: a forgotten observer does not live as long as the silo.
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private Call? _running;

    public bool IsForgotten => !_observer.TryGetTarget(out _);

    public bool TryPost(Call call)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(call);
            if (_running is not null)
            {
                return true;
            }

            _running = call;
        }

        silo.Executor.Execute(this);
        return true;
    }

    public void ForEachCall(Action<Call> visit)
    {
        lock (_waiting)
        {
            if (_running is not null)
            {
                visit(_running);
            }

            foreach (var call in _waiting)
            {
                visit(call);
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAll();

    private async Task RunAll()
    {
        while (Next() is { } call)
        {
            if (_observer.TryGetTarget(out var observer))
            {
                await call.ExecuteOn(observer, silo);
            }
            else
            {
                call.Fail(new ClientNotAvailableException(id));
                silo.Forget(id, this);
            }
        }
    }

    private Call? Next()
    {
        lock (_waiting)
        {
            return _running = _waiting.TryDequeue(out var call) ? call : null;
        }
    }
}
