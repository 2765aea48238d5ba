namespace OrleansOps.Simulation.Conformance;

internal interface IRelayGrain : IGrainWithStringKey
{
    /// <summary>Pings the <see cref="ITurnsGrain"/> of the same key.</summary>
    Task<string> Relay();
}
