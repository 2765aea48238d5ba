namespace OrleansOps.Simulation.Conformance;

internal sealed class RelayGrain : Grain, IRelayGrain
{
    public Task<string> Relay() => GrainFactory.GetGrain<ITurnsGrain>(this.GetPrimaryKeyString()).Ping();
}
