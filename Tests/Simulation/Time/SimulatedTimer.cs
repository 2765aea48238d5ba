namespace OrleansOps.Simulation.Time;

/// <summary>A timer of one life. It may fire a little late, as timers do.</summary>
internal sealed class SimulatedTimer(Life life, TimerCallback callback, object? state) : ITimer
{
    private const double LatestSeconds = 0.0005;

    private TimeSpan _period;
    private int _version;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _version++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Set(dueTime);
        }

        return true;
    }

    public void Dispose() => _version++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Set(TimeSpan wait)
    {
        var version = _version;
        life.After(wait + life.Scheduler.Chance.Span(0, LatestSeconds), "timer", () => Fire(version));
    }

    private void Fire(int version)
    {
        if (version != _version)
        {
            return;
        }

        if (_period > TimeSpan.Zero)
        {
            Set(_period);
        }

        callback(state);
    }
}
