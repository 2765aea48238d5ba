using System.Runtime.CompilerServices;

namespace OrleansOps.Embedded;

/// <summary>A timer whose ticks are turns of its activation. The next period begins when a tick has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private const long LongestMilliseconds = 0xfffffffe;

    private readonly Activation _activation;
    private readonly GrainTimers _owner;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _disposed = new();
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _ticking;

    public GrainTimer(Activation activation, GrainTimers owner, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _owner = owner;
        Callback = callback;
        Options = options;
        _timer = activation.Silo.Time.CreateUnflowedTimer(static self => ((GrainTimer)self!).Post(), this);
    }

    public Func<CancellationToken, Task> Callback { get; }

    public GrainTimerCreationOptions Options { get; }

    public CancellationToken Disposed => _disposed.Token;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime);
        Check(period);
        (_dueTime, _period, _changed) = (dueTime, period, true);
        if (!_ticking)
        {
            Restart(dueTime);
        }
    }

    public void Dispose()
    {
        _owner.Remove(this);
        _timer.Dispose();
        _disposed.Cancel();
    }

    public void Begin() => _changed = false;

    public void End()
    {
        _ticking = false;
        Restart(_changed ? _dueTime : _period);
    }

    private static void Check(TimeSpan time, [CallerArgumentExpression(nameof(time))] string? name = null)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestMilliseconds, name);
    }

    private void Post()
    {
        _ticking = true;
        _activation.TryPost(new TimerTick(this) { Target = _activation.GrainReference });
    }

    private void Restart(TimeSpan dueTime)
    {
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }
}
