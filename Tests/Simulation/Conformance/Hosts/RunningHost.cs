namespace OrleansOps.Simulation.Conformance;

/// <summary>Grains that run, and a way to them.</summary>
public abstract class RunningHost : IAsyncDisposable
{
    public abstract IClusterClient Client { get; }

    /// <summary>Stops it as a process stops that is asked to.</summary>
    public abstract Task Stop();

    public abstract ValueTask DisposeAsync();
}
