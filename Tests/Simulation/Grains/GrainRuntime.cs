using Orleans.Core;
using Orleans.Timers;

namespace OrleansOps.Simulation.Grains;

/// <summary>What the base class of grains asks for.</summary>
internal sealed class GrainRuntime(GrainHost host, IGrainFactory grains) : IGrainRuntime, ITimerRegistry
{
    public string SiloIdentity => "simulated";

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public IGrainFactory GrainFactory => grains;

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => host.Services;

    public TimeProvider TimeProvider => host.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "It asked to end."));

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        new GrainTimer(host, (Activation)grainContext, cancel => callback(state, cancel), options);

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => throw Unused();

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw Unused();

    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) => throw Unused();

    private static NotSupportedException Unused() => new("No grain of this product asks for it.");
}
