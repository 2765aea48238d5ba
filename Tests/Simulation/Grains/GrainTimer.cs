using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>A timer whose ticks are turns of its activation. The next period begins when a tick has ended.</summary>
internal sealed class GrainTimer : Call, IGrainTimer
{
    private readonly GrainHost _host;
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _isChanged;
    private bool _isTicking;

    public GrainTimer(GrainHost host, Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_host, _activation, _callback, _options) = (host, activation, callback, options);
        activation.Add(this);
        _timer = host.Time.CreateTimer(static self => ((GrainTimer)self!).Post(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(options.DueTime, options.Period);
    }

    public override InvokeMethodOptions Options => _options.Interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None;

    public override bool IsLocal => true;

    public override bool KeepsAlive => _options.KeepAlive;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        (_dueTime, _period, _isChanged) = (dueTime, period, true);
        if (!_isTicking)
        {
            Restart(dueTime);
        }
    }

    public void Dispose()
    {
        _activation.Remove(this);
        _timer.Dispose();
        _disposed.Cancel();
    }

    public override async ValueTask<Response> Run(ITargetHolder target)
    {
        _isChanged = false;
        if (!_disposed.IsCancellationRequested)
        {
            await _callback(_disposed.Token);
        }

        return Response.Completed;
    }

    public override void Settle(Response response)
    {
        if (response.Exception is { } failure)
        {
            _host.LogUnansweredFailure(failure, this);
        }

        _isTicking = false;
        Restart(_isChanged ? _dueTime : _period);
    }

    public override string ToString() => $"A tick of {_activation}";

    private void Post()
    {
        _isTicking = true;
        _activation.TryPost(this);
    }

    private void Restart(TimeSpan dueTime)
    {
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }
}
