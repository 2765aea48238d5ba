using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private DeactivationReason _reason;
    private bool _isStopRequested;
    private long _lastUsed;

    public void Begin() =>
        _ = Task.Factory.StartNew(static self => ((Activation)self!).BeginAsync(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_host.Gate)
        {
            if (_isStopRequested || _state > ActivationState.Active)
            {
                return;
            }

            (_reason, _isStopRequested) = (deactivationReason, true);
            if (_state == ActivationState.Activating)
            {
                return;   // it stops when it has begun
            }

            _state = ActivationState.Stopping;
            Schedule();
        }
    }

    public void DeactivateIfIdle(TimeSpan age)
    {
        if (Load == 0 && _state == ActivationState.Active && _host.Time.GetElapsedTime(_lastUsed) >= age)
        {
            Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called it for {age}."));
        }
    }

    /// <summary>Goes down with its silo: nothing of it happens any more, and whoever waits for it is told so.</summary>
    public void Lose()
    {
        List<Call> calls;
        lock (_host.Gate)
        {
            _host.Forget(GrainId, this);
            _state = ActivationState.Lost;
            calls = [.. _running, .. _waiting];
            _waiting.Clear();
            _continuations.Clear();
        }

        _timers.ToList().ForEach(timer => timer.Dispose());
        calls.Where(call => !call.IsLocal).ToList().ForEach(call => call.Settle(Response.FromException(new SiloUnavailableException($"{this} is lost."))));
        _ended.TrySetResult();
    }

    private async Task BeginAsync()
    {
        using var limit = new CancellationTokenSource(_host.Collection.ActivationTimeout, _host.Time);
        try
        {
            _grain = _class.Create(this);
            await _lifecycle.OnStart(limit.Token).WaitAsync(limit.Token);
            await _grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failure)
        {
            _host.LogActivationFailed(failure, this);
            _reason = new(DeactivationReasonCode.ActivationFailed, failure, "The grain could not be activated.");
            Close();
            return;
        }

        lock (_host.Gate)
        {
            _state = _isStopRequested ? ActivationState.Stopping : ActivationState.Active;
        }
    }

    private async Task EndAsync()
    {
        _timers.ToList().ForEach(timer => timer.Dispose());
        using var limit = new CancellationTokenSource(_host.Collection.DeactivationTimeout, _host.Time);
        try
        {
            await _grain!.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            await _lifecycle.OnStop(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failure)
        {
            _host.LogDeactivationFailed(failure, this);   // the grain ends all the same
        }

        Close();
    }

    // What came too late for this activation goes to the next one, except to one that could not begin.
    private void Close()
    {
        List<Call> late;
        lock (_host.Gate)
        {
            _host.Forget(GrainId, this);
            _state = ActivationState.Ended;
            late = [.. _waiting];
            _waiting.Clear();
        }

        _timers.ToList().ForEach(timer => timer.Dispose());
        foreach (var call in late)
        {
            if (_reason.ReasonCode == DeactivationReasonCode.ActivationFailed)
            {
                call.Settle(Response.FromException(_reason.Exception!));
            }
            else if (!call.IsLocal)
            {
                _host.Deliver(GrainId, call);
            }
        }

        _ended.TrySetResult();
    }
}
