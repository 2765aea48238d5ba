using Orleans.Configuration;

namespace OrleansOps.Embedded;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private DeactivationReason _reason;
    private bool _stopRequested;
    private long _lastUsed;
    private GrainCollectionOptions Limits => Silo.Collection;

    public void Begin()
    {
        _lastUsed = Silo.Clock.Now;
        _ = Task.Factory.StartNew(
            static self => ((Activation)self!).BeginAsync(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_stopRequested || _state > ActivationState.Active)
            {
                return;
            }

            _reason = deactivationReason;
            _stopRequested = true;
            if (_state == ActivationState.Activating)
            {
                return;   // it stops when it has begun
            }

            _state = ActivationState.Stopping;
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        Silo.Executor.Execute(this);
    }

    public void DeactivateIfIdle(TimeSpan age)
    {
        var now = Silo.Clock.Now;
        if (age < TimeSpan.Zero || Load > 0 || _state != ActivationState.Active || Silo.Clock.Between(_lastUsed, now) < age)
        {
            return;
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called it for {age}."));
    }

    private async Task BeginAsync()
    {
        using var limit = new CancellationTokenSource(Limits.ActivationTimeout, Silo.Time);
        try
        {
            Instance = Class.Create(this);
            foreach (var state in States)
            {
                await state.ReadStateAsync().WaitAsync(limit.Token);
            }

            await Instance.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Silo.LogActivationFailed(exception, this);
            _reason = new(DeactivationReasonCode.ActivationFailed, exception, "The grain could not be activated.");
            await CloseAsync();
            return;
        }

        lock (_gate)
        {
            _state = _stopRequested ? ActivationState.Stopping : ActivationState.Active;
        }
    }

    private async Task EndAsync()
    {
        EndTimers();
        using var limit = new CancellationTokenSource(Limits.DeactivationTimeout, Silo.Time);
        try
        {
            await Instance!.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Silo.LogDeactivationFailed(exception, this);   // the grain ends all the same
        }

        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        EndTimers();
        Silo.Forget(GrainId, this);

        Call? first;
        lock (_gate)
        {
            _state = ActivationState.Ended;
            first = _first;
            (_first, _last, _waiting, _waitingInterleaved) = (null, null, 0, 0);
        }

        Forward(first);
        try
        {
            await DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.LogDeactivationFailed(exception, this);
        }

        _ended.TrySetResult();
    }

    private void EndTimers()
    {
        GrainTimer[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
        }

        Array.ForEach(timers, timer => timer.Dispose());
    }

    // What came too late for this activation goes to the next one, except to one that could not begin.
    private void Forward(Call? first)
    {
        while (first is { } call)
        {
            first = call.Next;
            call.Next = null;
            if (_reason.ReasonCode == DeactivationReasonCode.ActivationFailed)
            {
                call.Fail(_reason.Exception!);
            }
            else if (!call.IsLocal)
            {
                Silo.Deliver(call);
            }
        }
    }

    private async ValueTask DisposeAsync()
    {
        if (Instance is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else
        {
            (Instance as IDisposable)?.Dispose();
        }

        if (_scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }
}
