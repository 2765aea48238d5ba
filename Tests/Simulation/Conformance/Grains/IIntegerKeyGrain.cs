namespace OrleansOps.Simulation.Conformance;

internal interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}
