namespace OrleansOps.Simulation.Conformance;

internal sealed class TimerGrain : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> _timers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ticks = new(StringComparer.Ordinal);
    private bool _holding;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{this.GetPrimaryKeyString()} ends", reason.ReasonCode);
        return Task.CompletedTask;
    }

    public Task Start(string name, TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive = false)
    {
        _timers[name] = this.RegisterGrainTimer(Tick, name, new(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(string name, TimeSpan dueTime, TimeSpan period)
    {
        _timers[name].Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ticks(string name) => Task.FromResult(_ticks.GetValueOrDefault(name));

    public async Task Hold(string name)
    {
        _holding = true;
        await TurnsGrain.HoldUntilReleased(name);
        _holding = false;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(string name, CancellationToken cancel)
    {
        var count = _ticks[name] = _ticks.GetValueOrDefault(name) + 1;
        if (count <= 3)
        {
            Signals.Set($"{name} ticked {count}");
        }

        if (_holding)
        {
            Signals.Set($"{name} ticked beside a call");
        }

        await Task.Yield();
        if (count == 1)
        {
            throw new InvalidOperationException("A failing tick does not end the timer.");
        }
    }
}
