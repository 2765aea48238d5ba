using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>An object outside the grains. Its calls run one after the other.</summary>
internal sealed class ObserverTarget(GrainHost host, IGrainObserver observer) : ICallTarget, ITargetHolder, IThreadPoolWorkItem
{
    private readonly Queue<Call> _waiting = new();

    // Weak, as whoever made the reference has to keep the object: what is forgotten hears nothing.
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private bool _isRunning;

    public bool TryPost(Call call)
    {
        lock (host.Gate)
        {
            _waiting.Enqueue(call);
            if (_isRunning)
            {
                return true;
            }

            _isRunning = true;
        }

        host.Executor.Execute(this);
        return true;
    }

    public object? GetTarget() => _observer.TryGetTarget(out var target) ? target : null;

    public object? GetComponent(Type componentType) => GetTarget() is { } target && componentType.IsInstanceOfType(target) ? target : null;

    void IThreadPoolWorkItem.Execute() => _ = RunAll();

    private async Task RunAll()
    {
        while (Next() is { } call)
        {
            if (call.IsSettled || GetTarget() is null)
            {
                continue;
            }

            try
            {
                call.Settle(await call.Run(this));
            }
            catch (Exception failure)
            {
                call.Settle(Response.FromException(failure));
            }
        }
    }

    private Call? Next()
    {
        lock (host.Gate)
        {
            _isRunning = _waiting.TryDequeue(out var call);
            return call;
        }
    }
}
