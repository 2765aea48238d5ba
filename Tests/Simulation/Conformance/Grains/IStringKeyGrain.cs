namespace OrleansOps.Simulation.Conformance;

internal interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}
