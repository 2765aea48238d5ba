namespace OrleansOps.Simulation.Conformance;

internal interface IFailingGrain : IGrainWithStringKey
{
    Task<string> Ping();
}
