using System.Runtime.CompilerServices;

namespace OrleansOps.Embedded;

/// <summary>A timer whose ticks are turns of its activation. The next period begins when a tick has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private const long LongestMilliseconds = 0xfffffffe;
    private static readonly MethodModel TickMethod = new(typeof(GrainTimer).GetMethod(nameof(Change))!);

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options) = (activation, callback, options);
        _timer = activation.Silo.Time.CreateUnflowedTimer(static self => ((GrainTimer)self!).Post(), this);
        Change(options.DueTime, options.Period);
    }

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
        _activation.Forget(this);
        _timer.Dispose();
        _disposed.Cancel();
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
        _activation.TryPost(new Tick(this) { Target = _activation.GrainReference });
    }

    private void Restart(TimeSpan dueTime)
    {
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Tick(GrainTimer timer) : Call<Nothing>
    {
        public override MethodModel Model => TickMethod;

        public override CallOptions Options => timer._options.Interleave ? CallOptions.AlwaysInterleave : CallOptions.None;

        public override bool IsLocal => true;

        public override bool KeepsAlive => timer._options.KeepAlive;

        public override ValueTask<Nothing> Run(object target)
        {
            timer._changed = false;
            return timer._disposed.IsCancellationRequested ? default : Nothing.After(timer._callback(timer._disposed.Token));
        }

        protected override void OnFinished()
        {
            timer._ticking = false;
            timer.Restart(timer._changed ? timer._dueTime : timer._period);
        }
    }
}
