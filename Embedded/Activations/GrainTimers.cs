namespace OrleansOps.Embedded;

/// <summary>The timers of one activation.</summary>
internal sealed class GrainTimers(Activation activation) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<GrainTimer> _timers = [];

    public IGrainTimer Register(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(activation, this, callback, options);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Remove(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    public void Dispose()
    {
        GrainTimer[] all;
        lock (_gate)
        {
            all = [.. _timers];
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
