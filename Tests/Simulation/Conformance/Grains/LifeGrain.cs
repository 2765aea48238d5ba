namespace OrleansOps.Simulation.Conformance;

internal sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private bool _activated;
    private bool _endsSlowly;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _activated = true;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{this.GetPrimaryKeyString()} ends", reason.ReasonCode);
        if (_endsSlowly)
        {
            await Signals.Wait($"{this.GetPrimaryKeyString()} may end");
        }
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task EndSlowly()
    {
        _endsSlowly = true;
        return End();
    }

    public async Task HoldUntil(string signal)
    {
        Signals.Set($"{signal} awaited");
        await Signals.Wait(signal);
    }

    public Task<bool> WasActivatedFirst() => Task.FromResult(_activated);
}
